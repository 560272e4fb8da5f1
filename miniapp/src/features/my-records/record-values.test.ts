import { describe, expect, it } from 'vitest'
import { checkRecord, type RecordValues, recordBody, recordValuesOf, withSpan } from './record-values'

const filled: RecordValues = {
  ...recordValuesOf(null),
  category: 'professional',
  courseName: '工程伦理',
  studyMode: 'faceToFace',
  startsOn: '2025-12-29',
  endsOn: '2026-01-02',
  days: '3',
  declaredTenths: '18.5',
  providerName: '东莞市继续教育中心',
  year: '2026',
}
const complaintsOf = (values: RecordValues) =>
  Object.entries(checkRecord(values)).flatMap(([field, complaint]) => (complaint ? [field] : []))

describe('a record as a person types it', () => {
  it('is sent in tenths, with the name of a provider that nobody picked', () => {
    expect(complaintsOf(filled)).toEqual([])
    expect(recordBody(filled, null)).toMatchObject({
      declaredTenths: 185,
      days: 3,
      year: 2026,
      yearReason: null,
      providerId: null,
      providerName: '东莞市继续教育中心',
    })
  })

  it('takes its days and its year from the span, until somebody says otherwise', () => {
    expect(withSpan(filled, { endsOn: '2025-12-31' })).toMatchObject({ days: '3', year: '2025' })
    expect(withSpan(filled, { startsOn: '2026-02-01' })).toMatchObject({ days: '3', year: '2026' })
  })

  it('wants a reason for another year than that of the last day, and says which fields are not right', () => {
    expect(complaintsOf({ ...filled, year: '2025' })).toEqual(['yearReason'])
    expect(recordBody({ ...filled, year: '2025', yearReason: '跨年培训' }, null)).toMatchObject({
      yearReason: '跨年培训',
    })
    expect(complaintsOf({ ...recordValuesOf(null), declaredTenths: '1.25' })).toEqual([
      'category',
      'courseName',
      'studyMode',
      'declaredTenths',
      'providerName',
    ])
  })
})
