import { useSession } from '../../api'
import { RealNameForm, SignInFirst } from '../../features/session'
import { AppPage } from '../../features/shell'
import { goBack } from '../../platform/navigation'
import { Card, Facts } from '../../ui'

export default function RealNamePage() {
  const account = useSession(({ session }) => session?.account)
  return (
    <AppPage title="实名认证">
      {!account && <SignInFirst icon="shield" title="登录后办理实名认证" />}
      {account && !account.isRealName && (
        <Card>
          <RealNameForm onVerified={goBack} />
        </Card>
      )}
      {account?.isRealName && (
        <Card title="您已完成实名认证">
          <Facts
            facts={[
              { name: '姓名', value: account.name },
              { name: '身份证号', value: account.residentId },
            ]}
          />
        </Card>
      )}
    </AppPage>
  )
}
