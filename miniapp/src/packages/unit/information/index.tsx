import { useSession } from '../../../api'
import { UnitPage } from '../../../features/unit-desk'
import { UnitInformation } from '../../../features/unit-information'

/** For the unit's operators, and for its own login. */
export default function UnitInformationPage() {
  const isUnitAccount = useSession(({ session }) => Boolean(session?.unitAccountOf))
  if (isUnitAccount) return <UnitInformation />
  return (
    <UnitPage title="单位信息" isOpenToApplicants>
      <UnitInformation />
    </UnitPage>
  )
}
