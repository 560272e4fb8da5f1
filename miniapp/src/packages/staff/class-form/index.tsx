import { ClassForm, useClass } from '../../../features/class-management'
import { AppPage, Loaded } from '../../../features/shell'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'
import { goBack, replace } from '../../../platform/navigation'
import { toast } from '../../../ui'

export default function ClassFormPage() {
  const { classId } = useEntryParameters()
  return (
    <UnitPage title="培训班信息">
      {classId ? (
        <EditClass classId={classId} />
      ) : (
        <ClassForm
          existing={null}
          onSaved={(saved) => {
            toast('培训班已建立')
            replace('class', { classId: saved.id })
          }}
        />
      )}
    </UnitPage>
  )
}

function EditClass({ classId }: { readonly classId: string }) {
  const remote = useClass(classId)
  if (remote.data) {
    return (
      <ClassForm
        existing={remote.data}
        onSaved={() => {
          toast('已保存')
          goBack()
        }}
      />
    )
  }
  return (
    <AppPage title="修改培训班">
      <Loaded remote={remote}>{() => null}</Loaded>
    </AppPage>
  )
}
