import { COURSE_CATEGORIES } from '@jijiao/shared/classes'
import {
  adviceOf,
  adviceText,
  type CheckFinding,
  exemptionText,
  findingText,
  type Verdict,
} from '@jijiao/shared/rule-sets'
import {
  type MyYearView,
  type StandingLine,
  YEAR_OUTLOOKS,
  type YearSummaryView,
  type YearVerdictView,
} from '@jijiao/shared/years'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { presentPerson, type Trainee } from '../affiliations'
import type { TrainingClass } from '../classes'
import { isBeingCounted, type Standing, type StandingSheet } from './standing.model'
import { mayCount, mayRemind } from './year.policy'

const presentFinding = (finding: CheckFinding) => ({
  severity: finding.severity,
  haveTenths: finding.haveTenths,
  needTenths: finding.needTenths,
  text: findingText(finding),
})

export const presentVerdict = (verdict: Verdict): YearVerdictView => ({
  ruleSet: verdict.ruleSet,
  standing: verdict.standing,
  passes: verdict.passes,
  passesWithPending: verdict.passesWithPending,
  categories: [...verdict.categories],
  total: verdict.total,
  exemptions: verdict.exemptions.map((one) => ({ code: one.code, label: one.label, text: exemptionText(one) })),
  failures: verdict.failures.map(presentFinding),
  warnings: verdict.warnings.map(presentFinding),
  advice: adviceOf(verdict).map((advice) => ({ ...advice, text: adviceText(advice) })),
})

export const presentClass = (trainingClass: TrainingClass): MyYearView['underWay'][number] => ({
  id: String(trainingClass._id),
  name: trainingClass.name,
  courseName: trainingClass.courseName,
  category: trainingClass.category,
  startsOn: trainingClass.startsOn,
  endsOn: trainingClass.endsOn,
  creditHourTenths: trainingClass.creditHourTenths,
})

type StandingRow = { readonly standing: Standing; readonly trainee: Trainee }

export const presentStanding = (
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  { standing, trainee, remindedAt }: StandingRow & { readonly remindedAt: Date | undefined },
): StandingLine => ({
  traineeId: String(standing.traineeId),
  ...presentPerson(deps, trainee),
  outlook: standing.outlook,
  needTenths: standing.needTenths,
  countedTenths: standing.countedTenths,
  pendingTenths: standing.pendingTenths,
  short: standing.shortIn.map((category) => ({ category, tenths: standing.short[category] })),
  remindedAt: remindedAt?.toISOString() ?? null,
  abilities: { view: true, remind: standing.outlook === 'willMiss' && mayRemind(actor) },
})

export function presentSheet(
  actor: OperatorActor,
  sheet: StandingSheet,
  { name, at }: { readonly name: string; readonly at: number },
): YearSummaryView {
  const outlooks = YEAR_OUTLOOKS.map((outlook) => ({ outlook, people: sheet.counts[outlook] }))
  const isCounting = isBeingCounted(sheet, at)
  return {
    year: sheet.year,
    unit: { id: String(sheet.organizationId), name },
    people: outlooks.reduce((sum, { people }) => sum + people, 0),
    outlooks,
    categories: COURSE_CATEGORIES.map((category) => ({
      category,
      shortPeople: sheet.shortPeople[category],
      shortTenths: sheet.shortTenths[category],
    })),
    countedAt: sheet.countedAt?.toISOString() ?? null,
    isCounting,
    abilities: { recount: mayCount(actor) && !isCounting, remind: mayRemind(actor) && sheet.counts.willMiss > 0 },
  }
}
