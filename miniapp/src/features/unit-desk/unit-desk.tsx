import { api, useRemote, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { List, ListItem, SectionTitle, StatusTag } from '../../ui'

const SHOWN_COUNT = 100

/** On the home page of somebody who acts for a unit: the unit's business. */
export function UnitDesk() {
  const actingAs = useSession(({ session }) => session?.actingAs)
  return actingAs?.kind === 'unit' ? <Entries /> : null
}

function Entries() {
  const requests = useRemote('pending-requests', () =>
    api.affiliations.requests({ query: { state: 'pending', limit: SHOWN_COUNT } }),
  )
  const count = requests.data?.data.length ?? 0
  const waiting = requests.data?.nextCursor ? `${SHOWN_COUNT} 人以上` : `${count} 人`
  return (
    <>
      <SectionTitle>单位业务</SectionTitle>
      <List>
        <ListItem
          icon="bell"
          title="待确认学员"
          note="谁属于本单位，由您确认"
          end={count > 0 ? <StatusTag tone="warn">{waiting}</StatusTag> : undefined}
          onPress={() => open('requests')}
        />
        <ListItem icon="book" title="培训班" note="开班、录入人员、考勤签到" onPress={() => open('classes')} />
        <ListItem icon="scan" title="单位二维码" note="给职工扫一扫，申请加入单位" onPress={() => open('joinCode')} />
      </List>
    </>
  )
}
