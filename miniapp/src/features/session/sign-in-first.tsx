import { open } from '../../platform/navigation'
import { Button, Empty, type IconName } from '../../ui'

/** What a guest sees where there is something only for people who are signed in. */
export function SignInFirst({ icon, title }: { readonly icon: IconName; readonly title: string }) {
  return (
    <Empty icon={icon} title={title}>
      <Button onPress={() => open('signIn')}>登录</Button>
      <Button kind="secondary" onPress={() => open('register')}>
        注册账号
      </Button>
    </Empty>
  )
}
