import type { ReactNode } from 'react'
import { useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Empty } from '../../ui'
import { SignInFirst } from '../session'
import { AppPage } from '../shell'

type UnitPageProps = { readonly title: string; readonly children: ReactNode }

/** The unit's business: without a unit acted for, the page says how to choose one instead of asking the server. */
export function UnitPage({ title, children }: UnitPageProps) {
  const session = useSession((state) => state.session)
  if (session?.actingAs) return children
  return (
    <AppPage title={title}>
      {session ? (
        <Empty icon="building" title="请先选择办理业务的单位" note="这里的业务由单位经办人办理，请切换到您的单位。">
          <Button onPress={() => open('me')}>切换身份</Button>
        </Empty>
      ) : (
        <SignInFirst icon="building" title="登录后办理单位的业务" />
      )}
    </AppPage>
  )
}
