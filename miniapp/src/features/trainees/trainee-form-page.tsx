import { goBack, replace } from '../../platform/navigation'
import { toast } from '../../ui'
import { AppPage, Loaded } from '../shell'
import { TraineeForm } from './trainee-form'
import { useTrainee } from './use-trainee'

/** Adds a trainee; with an id, changes one. */
export function TraineeFormPage({ traineeId }: { readonly traineeId: string }) {
  const trainee = useTrainee(traineeId)
  if (!traineeId) {
    return (
      <TraineeForm
        existing={null}
        onSaved={({ id }) => {
          toast('已添加，本人会收到通知')
          replace('trainee', { traineeId: id })
        }}
      />
    )
  }
  if (trainee.data) {
    return (
      <TraineeForm
        existing={trainee.data}
        onSaved={() => {
          toast('已保存')
          goBack()
        }}
        onConflict={trainee.reload}
      />
    )
  }
  return (
    <AppPage title="修改学员信息">
      <Loaded remote={trainee}>{() => null}</Loaded>
    </AppPage>
  )
}
