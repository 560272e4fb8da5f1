import { dayInChina } from '@jijiao/shared/credit-records'
import { type RuleSet, type Verdict, verdictOf } from '@jijiao/shared/rule-sets'
import type { ClientSession, Types } from 'mongoose'
import type { Deps } from '../../deps'
import { hoursByTrainee } from '../credit-records'
import { exemptionsOf } from '../exemptions'
import { ruleSetForPerson } from '../rule-sets'

/** Whose year it is: what the rule set depends on. */
export type Judged = { readonly _id: Types.ObjectId; readonly series: readonly string[] }

type Of = { readonly year: number; readonly regionCode: string }

/**
 * The verdicts on one year of people of one region, by trainee id; without one where no rule set holds. Hours that were
 * over in the year before are looked up only where a rule set carries them over.
 */
export async function judgeYears(
  deps: Pick<Deps, 'db' | 'clock'>,
  people: readonly Judged[],
  { year, regionCode }: Of,
  session?: ClientSession,
): Promise<ReadonlyMap<string, Verdict>> {
  const today = dayInChina(new Date(deps.clock.now()))
  const rules = new Map<string, RuleSet>()
  for (const { _id, series } of people) {
    const found = await ruleSetForPerson(deps, { regionCode, year, series }, session)
    if (found) rules.set(String(_id), found)
  }
  const traineeIds = people.map(({ _id }) => _id)
  const hours = await hoursByTrainee(deps, { traineeIds, year }, session)
  const carrying = people.filter(({ _id }) => rules.get(String(_id))?.carryOver)
  const before =
    carrying.length > 0 ? await judgeYears(deps, carrying, { year: year - 1, regionCode }, session) : undefined
  const exemptions = await exemptionsOf(deps, { traineeIds, year }, session)
  const verdicts = new Map<string, Verdict>()
  for (const [traineeId, ruleSet] of rules) {
    const granted = exemptions.get(traineeId) ?? []
    const options = { today, year, exemptions: granted, carried: overIn(before?.get(traineeId)) }
    verdicts.set(traineeId, verdictOf(ruleSet, hours.get(traineeId) ?? [], options))
  }
  return verdicts
}

const overIn = (verdict: Verdict | undefined) =>
  Object.fromEntries(
    (verdict?.categories ?? []).map(({ category, countedTenths, needTenths }) => [
      category,
      Math.max(0, countedTenths - needTenths),
    ]),
  )
