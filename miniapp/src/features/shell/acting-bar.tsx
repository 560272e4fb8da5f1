import { Text } from '@tarojs/components'
import { open } from '../../platform/navigation'
import { Banner, Pressable } from '../../ui'
import { useSession } from '../session'

/** Says for whom one acts, on every page, as long as somebody is signed in. */
export function ActingBar() {
  const session = useSession((state) => state.session)
  if (!session) return null
  const { actingAs, name } = session
  return (
    <Banner
      tone="info"
      icon={actingAs ? 'building' : 'person'}
      action={
        <Pressable label="切换身份" onPress={() => open('me')}>
          <Text>切换</Text>
        </Pressable>
      }
    >
      {actingAs ? `正在为${actingAs.name}办理` : `${name}（个人）`}
    </Banner>
  )
}
