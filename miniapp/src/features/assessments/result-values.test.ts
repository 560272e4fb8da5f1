import type { ResultView } from '@jijiao/shared/assessments'
import type { ClassView } from '@jijiao/shared/classes'
import { describe, expect, it } from 'vitest'
import { checkResult, resultRows, valuesOf } from './result-values'

const trainingClass = {
  startsOn: '2026-05-06',
  endsOn: '2026-05-08',
  plan: { subjects: ['法规', '实操'] },
} as unknown as ClassView
const rows = [
  { traineeId: 'a', version: 0, assessment: null },
  { traineeId: 'b', version: 2, assessment: null },
] as unknown as readonly ResultView[]
const typed = {
  ...valuesOf(trainingClass, undefined),
  result: 'passed' as const,
  totalScore: '86.5',
  subjectScores: { 法规: '90', 实操: '83' },
}

describe('the form of a result', () => {
  it('begins with the days of the class and a line for each subject of its plan', () => {
    expect(valuesOf(trainingClass, undefined)).toMatchObject({
      result: null,
      startedOn: '2026-05-06',
      endedOn: '2026-05-08',
      subjectScores: { 法规: '', 实操: '' },
    })
  })

  it('wants a result and a score for each subject, but no total', () => {
    const complaints = checkResult({
      ...valuesOf(trainingClass, undefined),
      subjectScores: { 法规: '九十', 实操: '83' },
    })
    expect(complaints).toMatchObject({ result: '请选择考核结果', totalScore: undefined, 'subject:实操': undefined })
    expect(complaints['subject:法规']).toContain('86.5')
  })

  it('sends tenths, and for each trainee the version that the operator saw', () => {
    expect(resultRows(typed, rows)).toEqual([
      expect.objectContaining({ traineeId: 'a', version: 0, totalScoreTenths: 865, remark: null }),
      expect.objectContaining({
        traineeId: 'b',
        version: 2,
        subjectScores: [
          { subject: '法规', scoreTenths: 900 },
          { subject: '实操', scoreTenths: 830 },
        ],
      }),
    ])
  })
})
