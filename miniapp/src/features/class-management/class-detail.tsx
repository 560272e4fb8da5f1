import {
  CLASS_ACTION_LABELS,
  type ClassView,
  COURSE_CATEGORY_LABELS,
  formatCreditHours,
  LEAVE_RULE_LABELS,
} from '@jijiao/shared/classes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { open } from '../../platform/navigation'
import { Button, Card, type Fact, Facts, Heading, List, ListItem, toast } from '../../ui'
import { daysText } from '../calendar'
import { AppPage, Loaded } from '../shell'
import { AttendanceRuleSheet } from './attendance-rule-sheet'
import { ClassStateTag } from './class-state-tag'
import { type ClassMove, MoveSheet } from './move-sheet'
import { useClass } from './use-class'

const MOVED = { open: '已开班', cancel: '培训班已取消' } as const satisfies Record<ClassMove, string>

/** One class: what it is, how many are in it, and what its operator can do now. */
export function ClassDetail({ classId }: { readonly classId: string }) {
  const remote = useClass(classId)
  const [move, setMove] = useState<ClassMove | null>(null)
  const [isRuling, setRuling] = useState(false)
  return (
    <AppPage title="培训班" wide>
      <Loaded remote={remote}>
        {(trainingClass) => (
          <>
            <View className="ui-columns">
              <View className="ui-column">
                <Card>
                  <View className="ui-stack">
                    <View className="ui-row">
                      <Heading level={1}>{trainingClass.name}</Heading>
                      <ClassStateTag state={trainingClass.state} />
                    </View>
                    <Facts facts={factsOf(trainingClass)} />
                  </View>
                </Card>
              </View>
              <View className="ui-column">
                <Entries trainingClass={trainingClass} />
                <Actions trainingClass={trainingClass} onMove={setMove} onRule={() => setRuling(true)} />
              </View>
            </View>
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
            {isRuling && (
              <AttendanceRuleSheet
                trainingClass={trainingClass}
                onSaved={() => {
                  setRuling(false)
                  toast('考勤要求已保存')
                  void remote.reload()
                }}
                onDismiss={() => setRuling(false)}
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
    { name: '考勤要求', value: ruleInWords(item) },
    ...(item.note ? [{ name: '备注', value: item.note }] : []),
  ]
}

function ruleInWords({ attendanceRule: { leastSharePercent, leave, scanOut } }: ClassView): string {
  const share = leastSharePercent > 0 ? `出勤率不低于 ${leastSharePercent}%，${LEAVE_RULE_LABELS[leave]}` : '不作要求'
  return scanOut ? `${share}，离开时要签退` : share
}

function Entries({ trainingClass }: { readonly trainingClass: ClassView }) {
  const { id: classId, state, enrolledCount, assessedCount, plannedNumber, abilities } = trainingClass
  const timetable = abilities.setTimetable && (
    <ListItem icon="calendar" title="课表" note="按课表安排每一次考勤" onPress={() => open('timetable', { classId })} />
  )
  // Before it is opened a class has no trainees, and no roll calls beyond those of its timetable.
  if (state === 'planned') return timetable ? <List>{timetable}</List> : null
  return (
    <List>
      <ListItem
        icon="person"
        title="人员录入"
        end={`${enrolledCount}/${plannedNumber} 人`}
        onPress={() => open('enrollment', { classId })}
      />
      {timetable}
      <ListItem
        icon="scan"
        title="培训班二维码"
        note="给学员扫码看时间、地点和课表"
        onPress={() => open('classCode', { classId })}
      />
      <ListItem
        icon="clock"
        title="考勤签到"
        note="安排考勤、出示签到码、查看名单"
        onPress={() => open('rollCalls', { classId })}
      />
      <ListItem icon="plan" title="请假审批" note="学员提出的请假" onPress={() => open('leaveRequests', { classId })} />
      <ListItem
        icon="list"
        title="成绩录入"
        end={`${assessedCount}/${enrolledCount} 人`}
        onPress={() => open('classResults', { classId })}
      />
      <ListItem icon="shield" title="抽查" note="随机抽取学员核实" onPress={() => open('spotChecks', { classId })} />
      {(state === 'open' || state === 'closed') && (
        <ListItem
          icon="certificate"
          title={state === 'open' ? CLASS_ACTION_LABELS.close : '结班结果'}
          note={state === 'open' ? '先看谁能获得学时，再结班' : '谁获得了学时，谁没有'}
          onPress={() => open('closing', { classId })}
        />
      )}
    </List>
  )
}

type ActionsProps = {
  readonly trainingClass: ClassView
  readonly onMove: (move: ClassMove) => void
  readonly onRule: () => void
}

function Actions({ trainingClass: { id: classId, abilities }, onMove, onRule }: ActionsProps) {
  return (
    <View className="ui-buttons">
      {abilities.open && <Button onPress={() => onMove('open')}>{CLASS_ACTION_LABELS.open}</Button>}
      {abilities.edit && (
        <Button kind="secondary" onPress={() => open('classForm', { classId })}>
          修改信息
        </Button>
      )}
      {abilities.setAttendanceRule && (
        <Button kind="secondary" onPress={onRule}>
          考勤要求
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
