import { MyYear } from '../../../features/my-year'
import { PersonPage } from '../../../features/person-page'
import { useEntryParameters } from '../../../platform/entry'

export default function MyYearPage() {
  const { year } = useEntryParameters()
  return (
    <PersonPage title="我的学时" icon="calendar" signInTo="登录后查看学时">
      <MyYear year={year} />
    </PersonPage>
  )
}
