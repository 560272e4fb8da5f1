import { CLASS_ACTION_LABELS, type ClassView, COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { open } from '../../platform/navigation'
import { Button, Card, type Fact, Facts, Heading, List, ListItem, toast } from '../../ui'
import { daysText } from '../calendar'
import { AppPage, Loaded } from '../shell'
import { ClassStateTag } from './class-state-tag'
import { type ClassMove, MoveSheet } from './move-sheet'
import { useClass } from './use-class'

const MOVED = { open: '已开班', cancel: '培训班已取消' } as const satisfies Record<ClassMove, string>

/** One class: what it is, how many are in it, and what its operator can do now. */
export function ClassDetail({ classId }: { readonly classId: string }) {
  const remote = useClass(classId)
  const [move, setMove] = useState<ClassMove | null>(null)
  return (
    <AppPage title="培训班">
      <Loaded remote={remote}>
        {(trainingClass) => (
          <>
            <Card>
              <View className="ui-stack">
                <View className="ui-row">
                  <Heading level={1}>{trainingClass.name}</Heading>
                  <ClassStateTag state={trainingClass.state} />
                </View>
                <Facts facts={factsOf(trainingClass)} />
              </View>
            </Card>
            <Entries trainingClass={trainingClass} />
            <Actions trainingClass={trainingClass} onMove={setMove} />
            {move && (
              <MoveSheet
                move={move}
                trainingClass={trainingClass}
                onMoved={() => {
                  setMove(null)
                  toast(MOVED[move])
                  void remote.reload()
                }}
                onDismiss={() => setMove(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function factsOf(item: ClassView): readonly Fact[] {
  return [
    { name: '课程', value: `${item.courseName}（${COURSE_CATEGORY_LABELS[item.category]}）` },
    { name: '时间', value: daysText(item.startsOn, item.endsOn) },
    { name: '地点', value: item.place },
    { name: '学时', value: formatCreditHours(item.creditHourTenths) },
    { name: '人数', value: `已录入 ${item.enrolledCount} 人，计划 ${item.plannedNumber} 人` },
    ...(item.note ? [{ name: '备注', value: item.note }] : []),
  ]
}

function Entries({
  trainingClass: { id: classId, state, enrolledCount, plannedNumber },
}: {
  readonly trainingClass: ClassView
}) {
  // Before it is opened a class has neither trainees nor roll calls.
  if (state === 'planned') return null
  return (
    <List>
      <ListItem
        icon="person"
        title="人员录入"
        end={`${enrolledCount}/${plannedNumber} 人`}
        onPress={() => open('enrollment', { classId })}
      />
      <ListItem
        icon="clock"
        title="考勤签到"
        note="安排考勤、出示签到码、查看名单"
        onPress={() => open('rollCalls', { classId })}
      />
    </List>
  )
}

type ActionsProps = { readonly trainingClass: ClassView; readonly onMove: (move: ClassMove) => void }

function Actions({ trainingClass: { id: classId, abilities }, onMove }: ActionsProps) {
  return (
    <View className="ui-stack">
      {abilities.open && <Button onPress={() => onMove('open')}>{CLASS_ACTION_LABELS.open}</Button>}
      {abilities.edit && (
        <Button kind="secondary" onPress={() => open('classForm', { classId })}>
          修改信息
        </Button>
      )}
      {abilities.cancel && (
        <Button kind="danger" onPress={() => onMove('cancel')}>
          {CLASS_ACTION_LABELS.cancel}
        </Button>
      )}
    </View>
  )
}
