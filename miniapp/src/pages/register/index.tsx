import { RegistrationForm, useNotice } from '../../features/session'
import { AppPage, Loaded } from '../../features/shell'
import { replace } from '../../platform/navigation'
import { Card } from '../../ui'

/** Registers a personal account; the real-name check comes next, since nearly everything needs it. */
export default function RegisterPage() {
  const notice = useNotice()
  return (
    <AppPage title="注册">
      <Loaded remote={notice}>
        {(view) => (
          <Card>
            <RegistrationForm notice={view} onRegistered={() => replace('realName')} />
          </Card>
        )}
      </Loaded>
    </AppPage>
  )
}
