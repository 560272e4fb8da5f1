import { api, useRemote } from '../../api'
import { replace } from '../../platform/navigation'
import { AppPage, Loaded } from '../shell'
import { StaffRecordForm } from './staff-record-form'

type StaffRecordFormPageProps = {
  readonly recordId: string
  /** `true`: the recognised record is not changed but corrected. */
  readonly corrects: string
}

/** Declares a record for a trainee; with an id, changes or corrects one. */
export function StaffRecordFormPage({ recordId, corrects }: StaffRecordFormPageProps) {
  const record = useRemote(recordId ? `record:${recordId}` : null, () =>
    api.creditRecords.get({ params: { recordId } }),
  )
  const opened = ({ id }: { readonly id: string }) => replace('record', { recordId: id })
  if (!recordId) return <StaffRecordForm existing={null} isCorrection={false} onSaved={opened} />
  if (record.data) {
    return <StaffRecordForm existing={record.data} isCorrection={corrects === 'true'} onSaved={opened} />
  }
  return (
    <AppPage title="学时记录">
      <Loaded remote={record}>{() => null}</Loaded>
    </AppPage>
  )
}
