import { Security } from '../../../features/account-security'

export default function SecurityPage() {
  return <Security />
}
