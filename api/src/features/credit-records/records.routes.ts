import type { RecordInput } from '@jijiao/shared/credit-records'
import type { creditRecordContract } from '@jijiao/shared/credit-records/contract'
import { Types } from 'mongoose'
import { attachmentsOf } from '../../attachments'
import { circumstances } from '../../audit'
import { assertMayDo, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { eachRow } from '../../http/each-row'
import { Problem } from '../../http/problem'
import {
  type BoundTrainee,
  boundTrainee,
  boundTraineeByIdentity,
  searchByIdentity,
  traineesById,
} from '../affiliations'
import { organizationNames } from '../organizations'
import { confirmRecord, decideRecord, submitRecord, traineeOfRecord, withdrawRecord } from './decision.commands'
import { isSoleDecider } from './four-eyes'
import { findingsOf } from './recognition'
import { changeRecord, draftRecord, removeRecord } from './record.commands'
import { recordFiles } from './record.files'
import type { CreditRecord } from './record.model'
import {
  ASKING_REVOCATION,
  CONFIRMING,
  CORRECTING,
  DECIDING,
  DECLARING,
  findVisibleRecord,
  maySeekRevocation,
  SUBMITTING,
} from './record.policy'
import { presentRecord, presentRecordLine } from './record.presenter'
import { pageOfDeclaredRecords, pageOfRecognizedRecords, pageOfRecordsToDecide } from './record.queries'
import { askRevocation, correctRecord, decideRevocation } from './revision.commands'

type Page = { readonly data: CreditRecord[]; readonly nextCursor: string | null }
type Operated = Omit<
  Handlers<typeof creditRecordContract>,
  'mine' | 'mineOne' | 'declareMine' | 'editMine' | 'removeMine' | 'submitMine' | 'withdrawMine'
>

/** What operators of units, providers and authorities do with records. */
export function recordRoutes(deps: Deps): Operated {
  const bodyOf = ({ actingAs }: OperatorActor) => new Types.ObjectId(actingAs.organizationId)
  const isAlone = ({ accountId, actingAs }: OperatorActor) =>
    isSoleDecider(deps, { accountId, organizationId: actingAs.organizationId })

  const present = async (actor: OperatorActor, record: CreditRecord) => {
    const trainee = await traineeOfRecord(deps, record)
    const names = await organizationNames(deps, [record.organizationId])
    const unitName = names.get(String(record.organizationId)) ?? ''
    const isOpen = ['draft', 'returned', 'submitted'].includes(record.state)
    const findings = isOpen ? await findingsOf(deps, record, { series: trainee.series }) : []
    const files = await attachmentsOf(deps, recordFiles(record))
    const shown = { record, trainee, unitName, isAlone: await isAlone(actor) }
    return presentRecord(deps, actor, shown, { findings, files })
  }
  const presentPage = async (actor: OperatorActor, { data, nextCursor }: Page) => {
    const [names, trainees, alone] = await Promise.all([
      organizationNames(
        deps,
        data.map(({ organizationId }) => organizationId),
      ),
      traineesById(
        deps,
        data.map(({ traineeId }) => traineeId),
      ),
      isAlone(actor),
    ])
    const lines = data.map((record) => {
      const trainee = trainees.get(String(record.traineeId))
      if (!trainee) throw new Error(`the trainee of record ${record._id} is gone`)
      const unitName = names.get(String(record.organizationId)) ?? ''
      return presentRecordLine(deps, actor, { record, trainee, unitName, isAlone: alone })
    })
    return { data: lines, nextCursor }
  }
  /** A record that is the actor's to act on: absent first, then forbidden. */
  const toAct = async (actor: OperatorActor, recordId: string, work: Work) => {
    const record = await findVisibleRecord(deps, actor, recordId)
    assertMayDo(actor, work)
    return record
  }
  const toDeclare = async (actor: OperatorActor, recordId: string, work: Work = DECLARING) => {
    const record = await toAct(actor, recordId, work)
    if (!record.declaredBy.organizationId?.equals(bodyOf(actor))) throw new Problem('not_allowed')
    return record
  }
  /** One's own unit's trainee, or whom a provider knows by name and ID number. */
  const declaredFor = async (actor: OperatorActor, { traineeId, traineeName, residentId }: RecordInput) => {
    const { kind, organizationId } = actor.actingAs
    const isProvider = kind === 'provider'
    const ours = (found: BoundTrainee | null) =>
      found && (isProvider ? traineeId === undefined : found.organizationId.equals(organizationId)) ? found : null
    const found =
      traineeId === undefined
        ? await searchByIdentity(deps, {
            organizationId,
            asked: 1,
            look: async () => {
              const identity = { name: traineeName ?? '', residentId: residentId ?? '' }
              const answer = ours(await boundTraineeByIdentity(deps, identity))
              return { answer, mismatches: answer ? 0 : 1 }
            },
          })
        : ours(await boundTrainee(deps, { _id: new Types.ObjectId(traineeId) }))
    if (found) return found
    const [pointer, detail] =
      traineeId === undefined
        ? ['#/residentId', '没有姓名和身份证号码都相符、已绑定单位的人员，请核对']
        : ['#/traineeId', '没有这位学员或学员未绑定本单位，请重新选择']
    throw new Problem('invalid_input', { errors: [{ pointer, detail }] })
  }

  return {
    async toDecide({ query, actor }) {
      assertMayDo(actor, DECIDING)
      return presentPage(actor, await pageOfRecordsToDecide(deps, actor, query))
    },
    recognized: async ({ query, actor }) => presentPage(actor, await pageOfRecognizedRecords(deps, actor, query)),
    declared: async ({ query, actor }) => presentPage(actor, await pageOfDeclaredRecords(deps, actor, query)),
    async create({ body, actor, request }) {
      assertMayDo(actor, DECLARING)
      const of = await declaredFor(actor, body)
      const source = actor.actingAs.kind === 'provider' ? 'provider' : 'unit'
      const given = { of, source, declaringId: bodyOf(actor), input: body } as const
      return present(actor, await draftRecord(deps, circumstances(actor, request), given))
    },
    async confirm({ body, actor, request }) {
      assertMayDo(actor, CONFIRMING)
      const of = circumstances(actor, request)
      const given = { organizationId: bodyOf(actor), overrideReason: body.overrideReason || undefined }
      const rows = body.ids.map((id) => ({ id }))
      const results = await eachRow(rows, async ({ id }) =>
        confirmRecord(deps, of, await findVisibleRecord(deps, actor, id), given),
      )
      return { results }
    },
    async decide({ body, actor, request }) {
      assertMayDo(actor, DECIDING)
      const of = circumstances(actor, request)
      const given = {
        organizationId: bodyOf(actor),
        decision: body.decision,
        opinion: body.opinion || null,
        overrideReason: body.overrideReason || undefined,
      }
      const results = await eachRow(body.rows, async ({ id, version, certifiedTenths }) =>
        decideRecord(deps, of, await findVisibleRecord(deps, actor, id), { ...given, version, certifiedTenths }),
      )
      return { results }
    },
    get: async ({ params, actor }) => present(actor, await findVisibleRecord(deps, actor, params.recordId)),
    async edit({ params, body, actor, request }) {
      const record = await toDeclare(actor, params.recordId)
      const { series } = await traineeOfRecord(deps, record)
      return present(actor, await changeRecord(deps, circumstances(actor, request), record, { input: body, series }))
    },
    async remove({ params, actor, request }) {
      await removeRecord(deps, circumstances(actor, request), await toDeclare(actor, params.recordId))
    },
    async submit({ params, body, actor, request }) {
      const record = await toDeclare(actor, params.recordId, SUBMITTING)
      return present(actor, await submitRecord(deps, circumstances(actor, request), record, body))
    },
    async withdraw({ params, body, actor, request }) {
      const record = await toDeclare(actor, params.recordId)
      return present(actor, await withdrawRecord(deps, circumstances(actor, request), record, body))
    },
    async correct({ params, body, actor, request }) {
      const record = await toAct(actor, params.recordId, CORRECTING)
      if (!record.organizationId.equals(bodyOf(actor))) throw new Problem('not_allowed')
      const { reason, version, ...input } = body
      const given = { organizationId: bodyOf(actor), reason, version, input }
      return present(actor, await correctRecord(deps, circumstances(actor, request), record, given))
    },
    async askRevocation({ params, body, actor, request }) {
      const record = await toAct(actor, params.recordId, ASKING_REVOCATION)
      if (!maySeekRevocation(actor, record)) throw new Problem('not_allowed')
      const given = { organizationId: bodyOf(actor), ...body }
      return present(actor, await askRevocation(deps, circumstances(actor, request), record, given))
    },
    async decideRevocation({ params, body, actor, request }) {
      const record = await toAct(actor, params.recordId, DECIDING)
      const given = { organizationId: bodyOf(actor), ...body, opinion: body.opinion || null }
      return present(actor, await decideRevocation(deps, circumstances(actor, request), record, given))
    },
  }
}
