import type { ApprovalItem, ApprovalKind } from '@jijiao/shared/approvals'
import type { TestApi } from './api'
import { addConfirmedTrainees, addTrainees, type TestTrainee } from './classes'
import { createUnit } from './people'
import { type RecordWorld, recordWorld, submittedByPerson } from './records'

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

/** A unit at ten in the morning in China, so that minutes do not end the day. */
export async function approvalWorld(api: TestApi): Promise<RecordWorld> {
  api.clock.set(Math.ceil(api.clock.now() / DAY) * DAY + 2 * 60 * MINUTE)
  return recordWorld(api)
}

type Place = { readonly api: TestApi; readonly world: RecordWorld }

/** Somebody without a unit, or with another one, asks to be bound to the unit. */
export async function asks({ api, world }: Place, name: string, trainee?: TestTrainee) {
  api.clock.advance(MINUTE)
  const [one = trainee] = trainee ? [trainee] : await addTrainees(api, 1, [name])
  if (!one) throw new Error('nobody asks')
  const body = { organizationId: world.unit.id, isTransfer: trainee !== undefined }
  const { id } = await api.as(one.token).affiliations.ask({ body })
  return { id, trainee: one }
}

/** Somebody whom the unit added disputes it. */
export async function disputes({ api, world }: Place) {
  const [trainee] = await addTrainees(api, 1, ['林不服'])
  if (!trainee) throw new Error('nobody disputes')
  const { name, residentId } = trainee
  const added = await world.chief.trainees.add({ body: { name, residentId, education: '21' } })
  api.clock.advance(MINUTE)
  const params = { affiliationId: added.affiliationId }
  return api.as(trainee.token).affiliations.dispute({ params, body: { reason: '我不在这个单位' } })
}

/** A request, a record, a change of unit and a dispute, in this order. */
export async function fourThings(place: Place) {
  const { api, world } = place
  const request = await asks(place, '张先到')
  api.clock.advance(MINUTE)
  const record = await submittedByPerson(world)
  const [bound] = await addConfirmedTrainees(api, await createUnit(api), 1, ['赵转入'])
  const transfer = await asks(place, '', bound)
  const dispute = await disputes(place)
  return { request, record, transfer, dispute }
}

export const subjects = (items: readonly ApprovalItem[]) => items.map(({ kind, id }) => [kind, id])
export const row = (kind: ApprovalKind, id: string) => ({ kind, id })
export const refusedWith = (code: string) => ({ outcome: 'refused', problem: { code } })
