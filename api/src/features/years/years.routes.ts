import type { yearContract } from '@jijiao/shared/years/contract'
import { Types } from 'mongoose'
import { circumstances } from '../../audit'
import { ownedBy } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { affiliatedTrainee, traineeOf, traineesVisibleTo } from '../affiliations'
import { organizationNames, pageOfUnitsWithin, regionOf } from '../organizations'
import { judgeYears } from './judge'
import { myYear } from './my-year'
import { workOffRecounts } from './recounts'
import { enqueueRemindAll } from './remind-all.job'
import { remindersOf } from './reminder.commands'
import { countRemindable, remindChosen } from './reminder.requests'
import { countedSheet, countUnitYear } from './standing.count'
import type { StandingSheet } from './standing.model'
import { pageOfStandings } from './standing.queries'
import { assertIsAuthority, assertMayCount, assertMayRemind, unitToLookAt } from './year.policy'
import { presentSheet, presentStanding, presentVerdict } from './year.presenter'

export function yearRoutes(deps: Deps): Handlers<typeof yearContract> {
  const present = (actor: OperatorActor, sheet: StandingSheet, name: string) =>
    presentSheet(actor, sheet, { name, at: deps.clock.now() })
  const presentOne = async (actor: OperatorActor, sheet: StandingSheet) => {
    const names = await organizationNames(deps, [sheet.organizationId])
    return present(actor, sheet, names.get(String(sheet.organizationId)) ?? '')
  }

  return {
    async mine({ params, actor }) {
      const trainee = await traineeOf(deps, actor)
      if (!trainee) throw new Problem('profile_incomplete')
      return myYear(deps, trainee, params.year)
    },
    async standings({ params: { year }, query, actor }) {
      const organizationId = await unitToLookAt(deps, actor, query.organizationId)
      await workOffRecounts(deps)
      await countedSheet(deps, { organizationId, year })
      const { rows, nextCursor } = await pageOfStandings(deps, { organizationId, year }, query)
      const traineeIds = rows.map(({ trainee }) => trainee._id)
      const reminders = await remindersOf(deps, { year, traineeIds })
      const data = rows.map((row) => {
        const remindedAt = reminders.get(String(row.trainee._id))
        return presentStanding(deps, actor, { ...row, remindedAt })
      })
      return { data, nextCursor }
    },
    async summary({ params: { year }, query, actor }) {
      const organizationId = await unitToLookAt(deps, actor, query.organizationId)
      await workOffRecounts(deps)
      return presentOne(actor, await countedSheet(deps, { organizationId, year }))
    },
    async units({ params: { year }, query, actor }) {
      assertIsAuthority(actor)
      const region = await regionOf(deps, actor.actingAs.organizationId)
      const { data: units, nextCursor } = await pageOfUnitsWithin(deps, region, query)
      await workOffRecounts(deps)
      const data = []
      for (const { _id, name } of units) {
        data.push(present(actor, await countedSheet(deps, { organizationId: _id, year }), name))
      }
      return { data, nextCursor }
    },
    async ofTrainee({ params: { year, traineeId }, actor }) {
      if (actor.actingAs.kind !== 'unit') assertIsAuthority(actor)
      const found = await affiliatedTrainee(deps, traineeId, await traineesVisibleTo(deps, actor))
      if (!found) throw new Problem('not_found')
      const { trainee, affiliation } = found
      const regionCode = await regionOf(deps, String(affiliation.organizationId))
      const verdict = (await judgeYears(deps, [trainee], { year, regionCode })).get(traineeId)
      return { traineeId, name: trainee.name, year, verdict: verdict ? presentVerdict(verdict) : null }
    },
    async recount({ params: { year }, actor }) {
      assertMayCount(actor)
      const organizationId = new Types.ObjectId(actor.actingAs.organizationId)
      return presentOne(actor, await countUnitYear(deps, { organizationId, year }))
    },
    async remindable({ params: { year }, query, actor, request }) {
      assertMayRemind(actor)
      const { organizationId } = ownedBy(actor)
      await workOffRecounts(deps)
      await countedSheet(deps, { organizationId, year })
      return countRemindable(deps, { organizationId, year }, query, new Date(request.receivedAt))
    },
    async remind({ params: { year }, body, actor, request }) {
      assertMayRemind(actor)
      return remindChosen(deps, circumstances(actor, request), { ...ownedBy(actor), year, ...body })
    },
    async remindAll({ params: { year }, body, actor, request }) {
      assertMayRemind(actor)
      const { organizationId } = actor.actingAs
      const asked = { organizationId, year, listed: body }
      return { jobId: await enqueueRemindAll(deps, circumstances(actor, request), asked) }
    },
  }
}
