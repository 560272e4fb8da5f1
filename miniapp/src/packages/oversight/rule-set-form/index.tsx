import { RuleSetForm } from '../../../features/rule-sets'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function RuleSetFormPage() {
  const { key, after } = useEntryParameters()
  return (
    <UnitPage title="学时要求">
      <RuleSetForm ruleKey={key} afterKey={after} />
    </UnitPage>
  )
}
