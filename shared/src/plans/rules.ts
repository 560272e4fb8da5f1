import { fieldChanges, shownText } from '../text/changes'
import {
  PLAN_FIELDS,
  PLANNED_CLASS_FIELDS,
  type PlanField,
  type PlannedClassField,
  type ReviewerKind,
} from './constants'
import type { PlanChange, PlanContent, PlannedClass } from './contract'

const planText = (plan: PlanContent, field: PlanField) => shownText(plan[field])

const classText = (planned: PlannedClass, field: PlannedClassField) => {
  if (field === 'headTeacher') return planned.headTeacher.name
  if (field === 'teachers') return shownText(planned.teachers.map(({ name }) => name))
  return shownText(planned[field])
}

/**
 * What a submission changed since the one before: fields of the plan, then of each class; a class that came or went is
 * one change `class` with its name. Codes stay codes, hours tenths.
 */
export function changesBetween(before: PlanContent, after: PlanContent): PlanChange[] {
  const ofPlan = fieldChanges(PLAN_FIELDS, (field) => [planText(before, field), planText(after, field)]).map(
    (change): PlanChange => ({ classId: null, className: null, ...change }),
  )
  const known = new Map(before.classes.map((planned) => [planned.id, planned]))
  const kept = new Set(after.classes.map(({ id }) => id))
  const ofClasses = after.classes.flatMap((planned): PlanChange[] => {
    const place = { classId: planned.id, className: planned.name }
    const previous = known.get(planned.id)
    if (!previous) return [{ ...place, field: 'class', before: null, after: planned.name }]
    return fieldChanges(PLANNED_CLASS_FIELDS, (field) => [classText(previous, field), classText(planned, field)]).map(
      (change) => ({ ...place, ...change }),
    )
  })
  const gone = before.classes
    .filter(({ id }) => !kept.has(id))
    .map(({ id, name }): PlanChange => ({ classId: id, className: name, field: 'class', before: name, after: null }))
  return [...ofPlan, ...ofClasses, ...gone]
}

export type ReviewRoute = {
  readonly regionCode: string
  /** `null`: every series, every year. */
  readonly series: string | null
  readonly year: number | null
  readonly steps: readonly ReviewerKind[]
}

/** Where nothing else is set, the industry authority alone reviews, as in the manual. */
export const DEFAULT_REVIEW_STEPS: readonly ReviewerKind[] = ['industryAuthority']

/**
 * The steps of a plan: the nearest region's route wins, then one for the series, then one for the year.
 * @param regionCodes the unit's region and those around it, the nearest last
 */
export function reviewStepsFor(
  routes: readonly ReviewRoute[],
  plan: { readonly regionCodes: readonly string[]; readonly series: string; readonly year: number },
): readonly ReviewerKind[] {
  const rank = (route: ReviewRoute) =>
    plan.regionCodes.indexOf(route.regionCode) * 4 + (route.series === null ? 0 : 2) + (route.year === null ? 0 : 1)
  const applicable = routes.filter(
    ({ regionCode, series, year }) =>
      plan.regionCodes.includes(regionCode) &&
      (series === null || series === plan.series) &&
      (year === null || year === plan.year),
  )
  const [first] = applicable.sort((a, b) => rank(b) - rank(a))
  return first?.steps ?? DEFAULT_REVIEW_STEPS
}
