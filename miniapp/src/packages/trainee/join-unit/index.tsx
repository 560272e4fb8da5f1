import { readJoinCode } from '@jijiao/shared/organizations'
import { api, useRemote } from '../../../api'
import { PersonOnly } from '../../../features/session'
import { AppPage, Loaded } from '../../../features/shell'
import { UnitCard } from '../../../features/unit-binding'
import { useEntryParameters } from '../../../platform/entry'
import { replace } from '../../../platform/navigation'
import { Button, Empty } from '../../../ui'
import { AskUnit } from './ask-unit'

/**
 * A unit, and asking to be bound to it. Opened from the search, or by the unit's QR code: WeChat passes the link as
 * `q`, a browser the code as `joinCode`.
 */
export default function JoinUnitPage() {
  const { organizationId, joinCode, q } = useEntryParameters()
  const code = readJoinCode(joinCode ?? q ?? '')
  return (
    <AppPage title="申请绑定单位">
      {organizationId || code ? (
        <Unit organizationId={organizationId} joinCode={code ?? ''} />
      ) : (
        <Empty icon="building" title="这个二维码不对" note="请重新扫描单位提供的二维码，或者按名称查找单位。">
          <Button onPress={() => replace('findUnit')}>查找单位</Button>
        </Empty>
      )}
    </AppPage>
  )
}

function Unit({ organizationId, joinCode }: { readonly organizationId?: string; readonly joinCode: string }) {
  const unit = useRemote(`unit:${organizationId ?? joinCode}`, () =>
    organizationId
      ? api.organizations.view({ params: { organizationId } })
      : api.organizations.findByJoinCode({ params: { joinCode } }),
  )
  return (
    <Loaded remote={unit}>
      {(card) => (
        <>
          <UnitCard unit={card} />
          <PersonOnly icon="building" title="登录后申请绑定这个单位">
            <AskUnit unit={card} />
          </PersonOnly>
        </>
      )}
    </Loaded>
  )
}
