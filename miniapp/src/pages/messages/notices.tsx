import type { AffiliationView } from '@jijiao/shared/affiliations'
import { Text, View } from '@tarojs/components'
import { hoursText } from '../../features/calendar'
import { KeptScanList } from '../../features/check-in'
import { awaitsCheckIn, LaterToday, type TodaysSessions, useTodaysSessions } from '../../features/my-attendance'
import { Loaded } from '../../features/shell'
import { AffiliationTag, bindingOf, sinceText, useMyAffiliations } from '../../features/unit-binding'
import { open } from '../../platform/navigation'
import { List, ListItem, SectionTitle } from '../../ui'

/** What concerns me now, out of what the system knows: roll calls of today and how my unit has answered. */
export function Notices() {
  const sessions = useTodaysSessions()
  const affiliations = useMyAffiliations()
  return (
    <>
      <KeptScanList />
      <Loaded remote={sessions}>{(today) => <TodaysNotices today={today} />}</Loaded>
      <Loaded remote={affiliations}>{(mine) => <UnitNotices mine={mine} />}</Loaded>
    </>
  )
}

function TodaysNotices({ today }: { readonly today: TodaysSessions }) {
  const awaited = today.open.filter(awaitsCheckIn)
  return (
    <>
      {awaited.length > 0 && (
        <>
          <SectionTitle>等您签到</SectionTitle>
          <List>
            {awaited.map((session) => (
              <ListItem
                key={session.id}
                icon="scan"
                title={session.className}
                note={[hoursText(session.startsAt, session.endsAt), session.place].filter(Boolean).join(' · ')}
                label={`${session.className}正在签到，去签到`}
                onPress={() => open('checkIn')}
              />
            ))}
          </List>
        </>
      )}
      <LaterToday sessions={today.planned} />
      {awaited.length === 0 && today.planned.length === 0 && (
        <List>
          <ListItem icon="calendar" title="今天没有要签到的课" note="有课程开始签到时，会显示在这里" />
        </List>
      )}
    </>
  )
}

function UnitNotices({ mine }: { readonly mine: readonly AffiliationView[] }) {
  const { active, pending, answer } = bindingOf(mine)
  const shown = [pending, answer, active].filter((item) => item !== undefined)
  return (
    <>
      <SectionTitle>单位绑定</SectionTitle>
      <List>
        {shown.map((affiliation) => (
          <ListItem
            key={affiliation.id}
            icon="building"
            title={
              <View className="ui-stack-close">
                <AffiliationTag state={affiliation.state} />
                <Text>{affiliation.organization.name}</Text>
              </View>
            }
            note={
              affiliation.reason ? `${sinceText(affiliation)}，原因：${affiliation.reason}` : sinceText(affiliation)
            }
            onPress={() => open('myUnit')}
          />
        ))}
        {shown.length === 0 && (
          <ListItem
            icon="building"
            title="您还没有绑定单位"
            note="绑定后才能参加单位的培训班，点这里查找单位"
            onPress={() => open('findUnit')}
          />
        )}
      </List>
    </>
  )
}
