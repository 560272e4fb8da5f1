import { ASSESSMENT_RESULTS, labelOf, SEXES } from '../codes'
import type { ListSheet, SheetColumnOf } from '../http'
import type { ResultView } from './contract'

const columns: readonly SheetColumnOf<ResultView>[] = [
  ['姓名', ({ name }) => name],
  ['性别', ({ sex }) => labelOf(SEXES, sex) ?? ''],
  ['身份证号', ({ residentId }) => residentId],
  ['总成绩', ({ assessment }) => (assessment?.totalScoreTenths == null ? null : assessment.totalScoreTenths / 10)],
  ['考核结果', ({ assessment }) => labelOf(ASSESSMENT_RESULTS, assessment?.result) ?? ''],
  [
    '科目成绩',
    ({ assessment }) =>
      assessment?.subjectScores.map(({ subject, scoreTenths }) => `${subject} ${scoreTenths / 10}`).join('；') ?? '',
  ],
  ['备注', ({ assessment }) => assessment?.remark ?? ''],
]
export const RESULT_SHEET: ListSheet = { name: '考核结果', columns }
