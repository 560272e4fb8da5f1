import { codeFromText } from '@jijiao/shared/attendance'
import { useSession } from '../../api'
import { CheckInPanel } from '../../features/check-in'
import { SignInFirst } from '../../features/session'
import { AppPage } from '../../features/shell'
import { useEntryParameters } from '../../platform/entry'
import { goBack, open } from '../../platform/navigation'
import { Button, Empty } from '../../ui'

/** Opened from the home page, or by a scanner with the code: WeChat passes the link as `q`, a browser as `code`. */
export default function CheckInPage() {
  const account = useSession(({ session }) => session?.account)
  const { code, q, by } = useEntryParameters()
  const text = code ?? q ?? ''
  const scanned = codeFromText(text) ? text : null
  return (
    <AppPage title="签到">
      {!account && <SignInFirst icon="scan" title="登录后签到" />}
      {account && !account.isRealName && (
        <Empty icon="shield" title="先完成实名认证，再来签到">
          <Button onPress={() => open('realName')}>去实名认证</Button>
        </Empty>
      )}
      {account?.isRealName && <CheckInPanel scanned={scanned} startsWithDigits={by === 'digits'} onLeave={goBack} />}
    </AppPage>
  )
}
