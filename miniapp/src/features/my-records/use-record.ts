import type { MyRecordView } from '@jijiao/shared/credit-records'
import { api, type Remote, useRemote } from '../../api'

export function useRecord(recordId: string): Remote<MyRecordView> {
  return useRemote(`my-record:${recordId}`, () => api.creditRecords.mineOne({ params: { recordId } }), {
    isKept: true,
  })
}
