import { Types, trusted } from 'mongoose'
import { type TodoRow, type TodoSource, todoStream } from '../../approvals'
import type { OperatorActor, PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { accountNames } from '../accounts'
import { traineeIdOf, traineesById } from '../affiliations'
import { organizationNames } from '../organizations'
import { confirmRecord, decideRecord } from './decision.commands'
import { isSoleDecider } from './four-eyes'
import { recordAbilities } from './record.abilities'
import { type CreditRecord, creditRecordModel } from './record.model'
import { CONFIRMING, DECIDING, findVisibleRecord } from './record.policy'
import { recognizingBody } from './record.state'
import { decideRevocation } from './revision.commands'

const DECISIONS = { approve: 'approve', return: 'return', refuse: 'reject' } as const

/** Records that were submitted, corrections among them. */
export function recordTodo(deps: Deps): TodoSource {
  const Records = creditRecordModel(deps.db)
  return {
    kind: 'creditRecord',
    subjectKind: 'creditRecord',
    work: DECIDING,
    streams(actor) {
      const lane = (hasConflict: boolean) =>
        todoStream(Records, { ...awaited(actor, 'submitted'), hasConflict }, 'review.submittedAt')
      return { conflicts: lane(true), others: lane(false) }
    },
    rows: (actor, ids) => rowsOf(deps, actor, ids, 'submitted'),
    decide: async (actor, of, { id, decision, reason, version }) =>
      decideRecord(deps, of, await findVisibleRecord(deps, actor, id), {
        organizationId: new Types.ObjectId(actor.actingAs.organizationId),
        decision: DECISIONS[decision],
        opinion: reason,
        version,
      }),
    async asked(actor, id) {
      const own = await declaredBy(deps, actor)
      const record = own && (await Records.findOne({ _id: id, ...own, state: 'submitted' }).lean<CreditRecord | null>())
      if (!record?.awaitingId || !record.review) return null
      const row = await withNames(deps, [record])
      return {
        title: titleOf(record),
        asker: row.askerOf(record),
        askedAt: record.review.submittedAt,
        deciderId: record.awaitingId,
      }
    },
  }
}

/** What somebody wants to have revoked although it counts. */
export function revocationTodo(deps: Deps): TodoSource {
  const Records = creditRecordModel(deps.db)
  return {
    kind: 'revocation',
    subjectKind: 'creditRecord',
    work: DECIDING,
    streams(actor) {
      return { conflicts: todoStream(Records, awaited(actor, 'recognized'), 'revocation.askedAt') }
    },
    rows: (actor, ids) => rowsOf(deps, actor, ids, 'recognized'),
    async decide(actor, of, { id, decision, reason, version }) {
      const record = await findVisibleRecord(deps, actor, id)
      return decideRevocation(deps, of, record, {
        organizationId: new Types.ObjectId(actor.actingAs.organizationId),
        decision: decision === 'approve' ? 'approve' : 'refuse',
        opinion: reason,
        version: version ?? record.version,
      })
    },
    async asked(actor, id) {
      const { accountId } = actor
      const own = { _id: id, state: 'recognized' as const, 'revocation.askedBy': accountId }
      const record = actor.actingAs && (await Records.findOne(own).lean<CreditRecord | null>())
      if (!record?.revocation) return null
      const { askerOf } = await withNames(deps, [record])
      return {
        title: titleOf(record),
        asker: askerOf(record),
        askedAt: record.revocation.askedAt,
        deciderId: recognizingBody(record),
      }
    },
  }
}

/** What the unit has declared and another of its operators has to confirm. */
export function confirmationTodo(deps: Deps): TodoSource {
  const Records = creditRecordModel(deps.db)
  const drafted = ({ actingAs }: OperatorActor) => ({
    'declaredBy.organizationId': new Types.ObjectId(actingAs.organizationId),
    state: 'draft' as const,
  })
  const declarersOf = (records: readonly CreditRecord[]) =>
    accountNames(
      deps,
      records.flatMap(({ declaredBy }) => declaredBy.accountId ?? []),
    )
  return {
    kind: 'recordConfirmation',
    subjectKind: 'creditRecord',
    work: CONFIRMING,
    streams(actor) {
      return { others: todoStream(Records, drafted(actor), 'changedAt') }
    },
    async rows(actor, ids) {
      const wanted = { _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }
      const found = await Records.find({ ...wanted, ...drafted(actor) }).lean<CreditRecord[]>()
      const { accountId, actingAs } = actor
      const [names, { traineeOf }, isAlone] = await Promise.all([
        declarersOf(found),
        withNames(deps, found),
        isSoleDecider(deps, { accountId, organizationId: actingAs.organizationId }),
      ])
      return found.map((record) => ({
        id: String(record._id),
        askedAt: record.changedAt,
        title: `${traineeOf(record).name}${titleOf(record)}`,
        asker: names.get(String(record.declaredBy.accountId))?.name ?? '',
        neededOn: null,
        hasConflict: false,
        version: record.version,
        link: { page: 'record', params: { recordId: String(record._id) } },
        mayDecide: recordAbilities(actor, record, { trainee: traineeOf(record), isAlone }).confirm,
      }))
    },
    async decide(actor, of, { id, version }) {
      const record = await findVisibleRecord(deps, actor, id)
      if (version !== undefined && version !== record.version) throw new Problem('state_conflict')
      return confirmRecord(deps, of, record, { organizationId: new Types.ObjectId(actor.actingAs.organizationId) })
    },
    async asked({ accountId, actingAs }, id) {
      if (!actingAs) return null
      const organizationId = new Types.ObjectId(actingAs.organizationId)
      const declared = { 'declaredBy.accountId': accountId, 'declaredBy.organizationId': organizationId }
      const record = await Records.findOne({ _id: id, ...declared, state: 'draft' }).lean<CreditRecord | null>()
      if (!record || actingAs.kind !== 'unit') return null
      const names = await declarersOf([record])
      return {
        title: titleOf(record),
        asker: names.get(accountId)?.name ?? '',
        askedAt: record.changedAt,
        deciderId: organizationId,
      }
    },
  }
}

type Waiting = Extract<CreditRecord['state'], 'submitted' | 'recognized'>

const awaited = ({ actingAs }: OperatorActor, state: Waiting) => ({
  awaitingId: new Types.ObjectId(actingAs.organizationId),
  state,
})

function titleOf({ revocation, supersedesId, courseName }: CreditRecord) {
  if (revocation) return `撤销“${courseName}”的继续教育记录`
  return supersedesId ? `更正“${courseName}”的继续教育记录` : `“${courseName}”的继续教育记录`
}

/** A person's own records, or what the organization acted for declared; `null` for somebody without a profile. */
async function declaredBy(deps: Deps, actor: PersonActor) {
  if (actor.actingAs) return { 'declaredBy.organizationId': actor.actingAs.organizationId }
  const traineeId = await traineeIdOf(deps, actor)
  return traineeId === null ? null : { traineeId, 'declaredBy.organizationId': null }
}

async function withNames(deps: Deps, records: readonly CreditRecord[]) {
  const revokers = (record: CreditRecord) =>
    record.trail.findLast(({ result }) => result === 'revocationAsked')?.organization
  const [trainees, organizations] = await Promise.all([
    traineesById(
      deps,
      records.map(({ traineeId }) => traineeId),
    ),
    organizationNames(
      deps,
      records.flatMap((record) => record.declaredBy.organizationId ?? []),
    ),
  ])
  const traineeOf = ({ _id, traineeId }: CreditRecord) => {
    const trainee = trainees.get(String(traineeId))
    if (!trainee) throw new Error(`the trainee of record ${_id} is gone`)
    return trainee
  }
  const askerOf = (record: CreditRecord) => {
    if (record.revocation) return revokers(record)?.name ?? ''
    const { organizationId } = record.declaredBy
    return organizationId ? (organizations.get(String(organizationId)) ?? '') : traineeOf(record).name
  }
  return { traineeOf, askerOf }
}

async function rowsOf(deps: Deps, actor: OperatorActor, ids: readonly string[], state: Waiting): Promise<TodoRow[]> {
  const wanted = { _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }
  const found = await creditRecordModel(deps.db)
    .find({ ...wanted, ...awaited(actor, state) })
    .lean<CreditRecord[]>()
  const { accountId, actingAs } = actor
  const [{ traineeOf, askerOf }, isAlone] = await Promise.all([
    withNames(deps, found),
    isSoleDecider(deps, { accountId, organizationId: actingAs.organizationId }),
  ])
  return found.flatMap((record): TodoRow[] => {
    const askedAt = record.revocation?.askedAt ?? record.review?.submittedAt
    if (!askedAt) return []
    const may = recordAbilities(actor, record, { trainee: traineeOf(record), isAlone })
    return [
      {
        id: String(record._id),
        askedAt,
        title: titleOf(record),
        asker: askerOf(record),
        neededOn: null,
        hasConflict: record.revocation !== null || record.hasConflict,
        version: record.version,
        link: { page: 'record', params: { recordId: String(record._id) } },
        mayDecide: record.revocation ? may.decideRevocation : may.approve,
      },
    ]
  })
}
