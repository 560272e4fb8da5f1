import { RECORD_STATES } from '@jijiao/shared/credit-records'
import { IMPORT_STATES } from '@jijiao/shared/imports'
import { Types } from 'mongoose'
import { recordLine, recordSheet } from '../../support/record-sheets'
import { aRecord } from '../../support/records'
import { inState, type Kind } from '../thing'
import type { World } from '../world'

const content = (count: number) => ({ ...aRecord, courseName: `工程伦理 ${count}` })

/** What a record in this state has besides. */
const inWhich = (state: string, { api }: World) =>
  state === 'recognized'
    ? { certifiedTenths: aRecord.declaredTenths, recognizedAt: new Date(api.clock.now()), awaitingId: null }
    : {}

const drafted = (world: World, count: number) =>
  world.as('declarer').creditRecords.create({ body: { ...content(count), traineeId: world.trainee.traineeId } })

export const recordThings = {
  /** Declared by the unit. */
  record: {
    states: RECORD_STATES,
    make: async (world, state, count) =>
      inState(world, 'creditRecords', await drafted(world, count), state, inWhich(state, world)),
  },
  /** Of which the unit has been asked to revoke it. */
  doubtedRecord: {
    states: RECORD_STATES,
    async make(world, state, count) {
      const asked = { reason: '重复申报', askedBy: new Types.ObjectId(), askedAt: new Date(world.api.clock.now()) }
      return inState(world, 'creditRecords', await drafted(world, count), state, {
        ...inWhich(state, world),
        ...(state === 'recognized' && { revocation: asked, awaitingId: new Types.ObjectId(world.unit.id) }),
      })
    },
  },
  /** Declared by the trainee. */
  ownRecord: {
    states: RECORD_STATES,
    async make(world, state, count) {
      const { creditRecords } = world.as('trainee')
      const draft = await creditRecords.declareMine({ body: content(count) })
      if (state === 'draft') return draft
      const submission = { params: { recordId: draft.id }, body: { version: draft.version } }
      const submitted = await creditRecords.submitMine(submission)
      return inState(world, 'creditRecords', submitted, state, inWhich(state, world))
    },
  },
  /** Declared by a provider that the trainee was with. */
  providerRecord: {
    states: RECORD_STATES,
    async make(world, state, count) {
      const { creditRecords } = world.as('provider')
      const { name: traineeName, residentId } = world.trainee
      const draft = await creditRecords.create({ body: { ...content(count), traineeName, residentId } })
      if (state === 'draft') return draft
      const submission = { params: { recordId: draft.id }, body: { version: draft.version } }
      const submitted = await creditRecords.submit(submission)
      return inState(world, 'creditRecords', submitted, state, inWhich(state, world))
    },
  },
  import: {
    states: IMPORT_STATES,
    async make(world, state, count) {
      const lines = recordSheet(recordLine(world.trainee, `批量课程 ${count}`), recordLine(world.trainee, ''))
      const file = { name: '申报.csv', source: new Blob([new Uint8Array(lines)]) }
      const checked = await world.as('declarer').imports.check({ params: { kind: 'creditRecords' }, file })
      return inState(world, 'imports', { id: checked.id }, state)
    },
  },
} as const satisfies Record<string, Kind>
