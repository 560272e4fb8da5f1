import { RuleSetDetail } from '../../../features/rule-sets'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function RuleSetDetailPage() {
  const { key = '' } = useEntryParameters()
  return (
    <UnitPage title="学时要求">
      <RuleSetDetail ruleKey={key} />
    </UnitPage>
  )
}
