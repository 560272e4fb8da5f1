import { ResultList } from '../../../features/assessments'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function ResultListPage() {
  const { classId = '' } = useEntryParameters()
  return (
    <UnitPage title="成绩录入">
      <ResultList classId={classId} />
    </UnitPage>
  )
}
