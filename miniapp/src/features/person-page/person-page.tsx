import type { ReactNode } from 'react'
import { useSession } from '../../api'
import type { IconName } from '../../ui'
import { PersonOnly } from '../session'
import { AppPage } from '../shell'

type PersonPageProps = {
  readonly title: string
  readonly icon: IconName
  /** What signing in is good for here. */
  readonly signInTo: string
  readonly children: ReactNode
}

/** A person's own business: for everybody else the page says the next step instead of asking the server. */
export function PersonPage({ title, icon, signInTo, children }: PersonPageProps) {
  const session = useSession((state) => state.session)
  if (session?.account.isRealName && !session.unitAccountOf) return children
  return (
    <AppPage title={title}>
      <PersonOnly icon={icon} title={signInTo}>
        {null}
      </PersonOnly>
    </AppPage>
  )
}
