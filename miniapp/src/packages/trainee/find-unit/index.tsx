import { PersonOnly } from '../../../features/session'
import { AppPage } from '../../../features/shell'
import { UnitSearch } from '../../../features/unit-binding'

export default function FindUnitPage() {
  return (
    <AppPage title="查找单位">
      <PersonOnly icon="search" title="登录后查找单位">
        <UnitSearch />
      </PersonOnly>
    </AppPage>
  )
}
