import type { Deps } from '../deps'
import { sessionModel } from '../features/attendance'
import { organizationModel } from '../features/organizations'
import { addAuthorities } from './authorities'
import { demoId } from './cast'
import { addLastYear } from './certificates'
import { askForDemoLeave, endLastWeek } from './endings'
import { addMovements } from './movements'
import { addPast } from './past'
import { addPeople } from './people'
import { addProvider } from './provider'
import { addRecords } from './records'
import { addTodaysSession, addTraining } from './training'

/**
 * Fills an empty database with a small, believable world whose dates are relative to today. It goes through the
 * features' own commands, so it obeys every rule that a user does. A world that stands is left alone, except that a
 * day without a roll call gets one.
 */
export async function fillDemoWorld(deps: Deps): Promise<void> {
  if (deps.env.NODE_ENV === 'production') throw new Error('the demo world is refused in production')
  const isFilled = await sessionModel(deps.db).exists({ _id: demoId('session:now') })
  if (isFilled) {
    await addTodaysSession(deps)
    return
  }
  if (await organizationModel(deps.db).exists({})) {
    deps.log.info('the database is not empty: the demo world is left out')
    return
  }
  const startedAt = performance.now()
  const confirmed = await addPeople(deps)
  await addTraining(deps, confirmed)
  await addRecords(deps, confirmed)
  await addLastYear(deps, confirmed.slice(0, 4))
  await addPast(deps, confirmed)
  await addMovements(deps)
  await endLastWeek(deps)
  await addProvider(deps)
  await askForDemoLeave(deps, confirmed)
  await addAuthorities(deps)
  deps.log.info({ seconds: Math.round((performance.now() - startedAt) / 100) / 10 }, 'demo world filled')
}
