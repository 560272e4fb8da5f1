import type { SessionTokens } from '@jijiao/shared/accounts'
import { Text } from '@tarojs/components'
import { useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Banner, Pressable } from '../../ui'

/** Says for whom one acts, on every page, as long as somebody is signed in. */
export function ActingBar() {
  const session = useSession((state) => state.session)
  if (!session) return null
  const { unitAccountOf, actingAs } = session
  const change = (
    <Pressable className="ui-banner-action" label="切换身份" onPress={() => open('me')}>
      <Text>切换</Text>
    </Pressable>
  )
  return (
    <Banner tone="info" icon={unitAccountOf || actingAs ? 'building' : 'person'} action={unitAccountOf ? null : change}>
      {actingInWords(session)}
    </Banner>
  )
}

function actingInWords({ unitAccountOf, actingAs, account }: SessionTokens): string {
  if (unitAccountOf) return `${unitAccountOf.name}，单位账号`
  return actingAs ? `正在为“${actingAs.name}”办理业务` : `${account.name ?? account.userName}，以个人身份`
}
