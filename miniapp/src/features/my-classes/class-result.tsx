import type { MyClassView } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, labelOf } from '@jijiao/shared/codes'
import { Card, type Fact, Facts } from '../../ui'
import { daysText } from '../calendar'

const score = (tenths: number) => `${tenths / 10} 分`

/** What the unit has entered of me; nothing until then. */
export function ClassResult({ item: { assessment } }: { readonly item: MyClassView }) {
  if (!assessment) return null
  const { result, totalScoreTenths, subjectScores, startedOn, endedOn, remark } = assessment
  const facts: readonly (Fact | null)[] = [
    { name: '结果', value: labelOf(ASSESSMENT_RESULTS, result) },
    totalScoreTenths === null ? null : { name: '总分', value: score(totalScoreTenths) },
    ...subjectScores.map(({ subject, scoreTenths }) => ({ name: subject, value: score(scoreTenths) })),
    { name: '实际学习', value: daysText(startedOn, endedOn) },
    remark ? { name: '备注', value: remark } : null,
  ]
  return (
    <Card title="考核结果">
      <Facts facts={facts.filter((fact) => fact !== null)} />
    </Card>
  )
}
