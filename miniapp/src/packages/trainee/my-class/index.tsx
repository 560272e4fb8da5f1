import { readClassLink } from '@jijiao/shared/classes'
import { AttendanceSummary, ClassTimetable } from '../../../features/my-attendance'
import { ClassFacts, ClassResult, useMyClass } from '../../../features/my-classes'
import { PersonOnly } from '../../../features/session'
import { AppPage, Loaded } from '../../../features/shell'
import { useEntryParameters } from '../../../platform/entry'
import { open } from '../../../platform/navigation'
import { useShareCard } from '../../../platform/use-share-card'
import { Banner, Button } from '../../../ui'

/** Opened from one's own classes, by a card that was shared, or by the class's QR code, which WeChat passes as `q`. */
export default function MyClassPage() {
  const { classId: given, q } = useEntryParameters()
  const classId = given ?? readClassLink(q ?? '') ?? ''
  useShareCard('培训班：时间、地点和考勤', 'myClass', `classId=${classId}`)
  return (
    <AppPage title="培训班">
      <PersonOnly icon="book" title="登录后查看培训班">
        <MyClass classId={classId} />
      </PersonOnly>
    </AppPage>
  )
}

function MyClass({ classId }: { readonly classId: string }) {
  const item = useMyClass(classId)
  return (
    <Loaded remote={item}>
      {(found) =>
        found ? (
          <>
            <ClassFacts item={found} />
            <ClassResult item={found} />
            <AttendanceSummary classId={classId} rule={found.attendanceRule} />
            <ClassTimetable classId={classId}>
              {found.state === 'open' && (
                <Button kind="secondary" icon="calendar" onPress={() => open('leaveForm', { classId })}>
                  请假
                </Button>
              )}
            </ClassTimetable>
          </>
        ) : (
          <Banner tone="warn" icon="info">
            您现在不在这个培训班的名单里，如有疑问请联系培训班经办人
          </Banner>
        )
      }
    </Loaded>
  )
}
