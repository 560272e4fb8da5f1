import type { ReactNode } from 'react'
import { useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Empty } from '../../ui'
import { AppPage } from '../shell'

type UnitAccountPageProps = { readonly title: string; readonly children: ReactNode }

/** What only a unit's own login does; everybody else is told how to get there. */
export function UnitAccountPage({ title, children }: UnitAccountPageProps) {
  const isUnitAccount = useSession(({ session }) => Boolean(session?.unitAccountOf))
  if (isUnitAccount) return children
  return (
    <AppPage title={title}>
      <Empty icon="key" title="请用单位账号登录" note="这里由单位账号办理，请退出后在“单位登录”里登录。">
        <Button onPress={() => open('signIn')}>单位登录</Button>
        <Button kind="secondary" onPress={() => open('registerUnit')}>
          单位注册
        </Button>
      </Empty>
    </AppPage>
  )
}
