import type { ReactNode } from 'react'
import { useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Empty } from '../../ui'
import { SignInFirst } from '../session'
import { AppPage } from '../shell'
import { ApplyFirst } from './apply-first'

type UnitPageProps = {
  readonly title: string
  /** Open to a new unit too, before its role application is confirmed. */
  readonly isOpenToApplicants?: boolean
  readonly children: ReactNode
}

/** The unit's business: where it is not open yet, the page says the next step instead of asking the server. */
export function UnitPage({ title, isOpenToApplicants = false, children }: UnitPageProps) {
  const session = useSession((state) => state.session)
  if (session?.actingAs) {
    if (isOpenToApplicants || !session.actingAs.needsRoleApplication) return children
    return (
      <AppPage title={title}>
        <ApplyFirst />
      </AppPage>
    )
  }
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
