import { useOnline } from '../../platform/use-online'
import type { PageProps } from '../../ui'
import { Banner, Page } from '../../ui'
import { useDisplay } from '../display'
import { useUnread } from '../unread'
import { ActingBar } from './acting-bar'
import { SideNav } from './side-nav'

type AppPageProps = Omit<PageProps, 'elder' | 'theme' | 'top' | 'aside'>

/** Every page of the app: its frame, for whom one acts, and whether there is a network. */
export function AppPage(props: AppPageProps) {
  const { isElder, theme } = useDisplay()
  const isOnline = useOnline()
  const top = (
    <>
      {!isOnline && (
        <Banner tone="warn" icon="wifi-off">
          现在没有网络，已显示的内容可能不是最新的
        </Banner>
      )}
      <ActingBar />
      {props.isTab && <UnreadBadge />}
    </>
  )
  return <Page {...props} elder={isElder} theme={theme} aside={<SideNav />} top={top} />
}

/** Keeps the number on the tab bar right while one of its pages is open. */
function UnreadBadge() {
  useUnread()
  return null
}
