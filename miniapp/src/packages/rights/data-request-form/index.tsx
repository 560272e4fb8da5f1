import { DataRequestForm } from '../../../features/my-data-requests'
import { PersonPage } from '../../../features/person-page'

export default function DataRequestFormPage() {
  return (
    <PersonPage title="提出申请" icon="shield" signInTo="登录后提出申请">
      <DataRequestForm />
    </PersonPage>
  )
}
