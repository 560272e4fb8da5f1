import { ProfileForm, useProfile } from '../../../features/profile'
import { PersonOnly } from '../../../features/session'
import { AppPage, Loaded } from '../../../features/shell'
import { goBack } from '../../../platform/navigation'
import { toast } from '../../../ui'

export default function ProfilePage() {
  return (
    <AppPage title="个人信息">
      <PersonOnly icon="person" title="登录后填写个人信息">
        <MyProfile />
      </PersonOnly>
    </AppPage>
  )
}

function MyProfile() {
  const profile = useProfile()
  return (
    <Loaded remote={profile}>
      {() => (
        <ProfileForm
          profile={profile}
          submitText="保存"
          onSaved={() => {
            toast('已保存')
            goBack()
          }}
        />
      )}
    </Loaded>
  )
}
