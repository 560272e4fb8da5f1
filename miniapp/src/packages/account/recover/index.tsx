import { Recover } from '../../../features/account-security'

export default function RecoverPage() {
  return <Recover />
}
