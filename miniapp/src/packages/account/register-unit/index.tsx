import { UnitRegistration } from '../../../features/unit-registration'

export default function RegisterUnitPage() {
  return <UnitRegistration />
}
