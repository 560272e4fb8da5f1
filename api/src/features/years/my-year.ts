import { adviceOf, type Verdict } from '@jijiao/shared/rule-sets'
import type { MyYearView } from '@jijiao/shared/years'
import type { Deps } from '../../deps'
import { activeAffiliationOf, type Trainee } from '../affiliations'
import { classesTaking, classesUnderWay } from '../classes'
import { organizationNames, regionOf } from '../organizations'
import { judgeYears } from './judge'
import { presentClass, presentVerdict } from './year.presenter'

/** Enough to choose from; the list of classes has the rest. */
const OFFERED_CLASSES = 20

/** What a person's year amounts to now, from the records themselves and by the rules where her unit is. */
export async function myYear(deps: Deps, trainee: Trainee, year: number): Promise<MyYearView> {
  const affiliation = await activeAffiliationOf(deps, trainee._id, null)
  const organizationId = affiliation?.organizationId ?? null
  const regionCode = organizationId ? await regionOf(deps, String(organizationId)) : (trainee.regionCode ?? '')
  const verdict = (await judgeYears(deps, [trainee], { year, regionCode })).get(String(trainee._id)) ?? null
  const underWay = await classesUnderWay(deps, trainee._id, year)
  const names = organizationId ? await organizationNames(deps, [organizationId]) : null
  const taking =
    organizationId && verdict
      ? await classesTaking(deps, { organizationId, year, limit: OFFERED_CLASSES, ...wanted(verdict) })
      : []
  const isIn = new Set(underWay.map(({ _id }) => String(_id)))
  return {
    year,
    unit: organizationId && { id: String(organizationId), name: names?.get(String(organizationId)) ?? '' },
    verdict: verdict && presentVerdict(verdict),
    underWay: underWay.map(presentClass),
    openClasses: taking
      .filter(({ _id }) => !isIn.has(String(_id)))
      .map((one) => ({ ...presentClass(one), placesLeft: one.plannedNumber - one.enrolledCount })),
  }
}

/** The categories in which hours can still be earned; where only the total is short, all. */
function wanted(verdict: Verdict) {
  const earn = adviceOf(verdict).filter(({ step }) => step === 'earn')
  const all = verdict.categories.map(({ category }) => category)
  return {
    categories: earn.some(({ category }) => category === null) ? all : earn.flatMap((one) => one.category ?? []),
  }
}
