import { Operators, UnitAccountPage } from '../../../features/unit-operators'

export default function OperatorsPage() {
  return (
    <UnitAccountPage title="经办人">
      <Operators />
    </UnitAccountPage>
  )
}
