import type { ReactNode } from 'react'
import { useSession } from '../../api'
import { Empty, type IconName } from '../../ui'
import { SignInFirst } from '../session'
import { AppPage } from '../shell'

type AccountPageProps = {
  readonly title: string
  readonly icon: IconName
  /** What signing in is good for here. */
  readonly signInTo: string
  readonly children: ReactNode
}

/** What belongs to anybody's own account, real-name checked or not. */
export function AccountPage({ title, icon, signInTo, children }: AccountPageProps) {
  const session = useSession((state) => state.session)
  if (session && !session.unitAccountOf) return children
  return (
    <AppPage title={title}>
      {session ? (
        <Empty icon={icon} title="这里要用个人账号" note="现在登录的是单位账号。请退出后用个人账号登录。" />
      ) : (
        <SignInFirst icon={icon} title={signInTo} />
      )}
    </AppPage>
  )
}
