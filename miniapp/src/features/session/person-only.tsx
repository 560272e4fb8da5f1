import type { ReactNode } from 'react'
import { useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Empty, type IconName } from '../../ui'
import { SignInFirst } from './sign-in-first'

type PersonOnlyProps = {
  readonly icon: IconName
  /** What signing in is good for here: `登录后查看培训班和考勤`. */
  readonly title: string
  readonly children: ReactNode
}

/** What only a signed-in person whose real name is known may see; everybody else is told the next step. */
export function PersonOnly({ icon, title, children }: PersonOnlyProps) {
  const session = useSession((state) => state.session)
  const account = session?.account
  if (!account) return <SignInFirst icon={icon} title={title} />
  if (session.unitAccountOf) {
    return (
      <Empty
        icon={icon}
        title="这里要用个人账号"
        note="现在登录的是单位账号，它只管理经办人。请退出后用个人账号登录。"
      />
    )
  }
  if (account.isRealName) return children
  return (
    <Empty icon="shield" title="还差一步：实名认证" note="填写姓名和身份证号码，认证后才能加入单位、查看培训班和签到。">
      <Button onPress={() => open('realName')}>去实名认证</Button>
    </Empty>
  )
}
