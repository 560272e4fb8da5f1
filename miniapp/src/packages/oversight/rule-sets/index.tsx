import { RuleSetList } from '../../../features/rule-sets'
import { UnitPage } from '../../../features/unit-desk'

export default function RuleSetListPage() {
  return (
    <UnitPage title="学时要求">
      <RuleSetList />
    </UnitPage>
  )
}
