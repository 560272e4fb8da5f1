import type { TraineeProfileView } from '@jijiao/shared/trainees'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { goBack, open } from '../../platform/navigation'
import { Button, Card, Facts, Heading, StatusTag, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { AppPage, Loaded } from '../shell'
import { EndSheet } from './end-sheet'
import { factsOf } from './facts'
import { RevealSheet } from './reveal-sheet'
import { TraineeChanges } from './trainee-changes'
import { useTrainee } from './use-trainee'

/** One trainee: the profile, what can be done, and what was changed by whom. */
export function TraineeDetail({ traineeId }: { readonly traineeId: string }) {
  const remote = useTrainee(traineeId)
  const [sheet, setSheet] = useState<'reveal' | 'end' | null>(null)
  const dismiss = () => setSheet(null)
  return (
    <AppPage title="学员">
      <Loaded remote={remote}>
        {(trainee) => (
          <>
            <Card>
              <View className="ui-stack">
                <View className="ui-row">
                  <Heading level={1}>{trainee.name}</Heading>
                  <StatusTag tone={trainee.isRealName ? 'good' : 'neutral'}>
                    {trainee.isRealName ? '已实名' : '未实名'}
                  </StatusTag>
                </View>
                <Text className="ui-soft">
                  {`${trainee.organization.name}，${dayAndClock(trainee.affiliatedAt)} 加入`}
                </Text>
                <Facts facts={factsOf(trainee)} />
              </View>
            </Card>
            <Actions trainee={trainee} onChoose={setSheet} />
            <TraineeChanges traineeId={traineeId} />
            {sheet === 'reveal' && <RevealSheet trainee={trainee} onDismiss={dismiss} />}
            {sheet === 'end' && (
              <EndSheet
                trainee={trainee}
                onEnded={() => {
                  toast('已解除绑定')
                  goBack()
                }}
                onDismiss={dismiss}
              />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

type ActionsProps = {
  readonly trainee: TraineeProfileView
  readonly onChoose: (sheet: 'reveal' | 'end') => void
}

function Actions({ trainee: { id: traineeId, abilities }, onChoose }: ActionsProps) {
  return (
    <View className="ui-buttons">
      {abilities.edit && <Button onPress={() => open('traineeForm', { traineeId })}>修改信息</Button>}
      <Button kind="secondary" icon="calendar" onPress={() => open('traineeYear', { traineeId })}>
        年度学时
      </Button>
      {abilities.reveal && (
        <Button kind="secondary" icon="eye" onPress={() => onChoose('reveal')}>
          查看完整号码
        </Button>
      )}
      {abilities.end && (
        <Button kind="danger" onPress={() => onChoose('end')}>
          解除绑定
        </Button>
      )}
    </View>
  )
}
