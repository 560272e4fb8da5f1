import { confirmRoleApplication } from '@jijiao/api/features/organizations'
import { AFFILIATION_LIFECYCLE, DISPUTE_LIFECYCLE } from '@jijiao/shared/affiliations'
import { SESSION_LIFECYCLE } from '@jijiao/shared/attendance'
import { CERTIFICATE_LIFECYCLE } from '@jijiao/shared/certificates'
import { CLASS_LIFECYCLE } from '@jijiao/shared/classes'
import { COURSE_LIFECYCLE } from '@jijiao/shared/courses'
import { RECORD_LIFECYCLE } from '@jijiao/shared/credit-records'
import { DISHONESTY_LIFECYCLE } from '@jijiao/shared/dishonesty'
import { IMPORT_LIFECYCLE } from '@jijiao/shared/imports'
import { LEAVE_LIFECYCLE } from '@jijiao/shared/leave-requests'
import { LEGACY_CLAIM_LIFECYCLE } from '@jijiao/shared/legacy'
import { DATA_REQUEST_LIFECYCLE } from '@jijiao/shared/my-data'
import { operatorLifecycle, roleApplicationLifecycle } from '@jijiao/shared/organizations'
import { PLAN_LIFECYCLE, type PlanDecision } from '@jijiao/shared/plans'
import { TEACHER_LIFECYCLE } from '@jijiao/shared/teachers'
import { WEBHOOK_LIFECYCLE } from '@jijiao/shared/webhooks'
import { Types } from 'mongoose'
import { put } from '../policies/thing'
import type { World } from '../policies/world'
import { bySystem } from '../support/classes'
import { createUnitWithOperator } from '../support/people'
import { aRecord } from '../support/records'
import { type Act, type Lifecycle, lifecycle, type Move, oneRow } from './move'

const reason = '核实后更正'
const document = async (world: World, collection: string, id: string) =>
  world.api.app.deps.db.collection(collection).findOne({ _id: new Types.ObjectId(id) })

const decidePlan =
  (decision: PlanDecision): Act =>
  (world, { id, version }) =>
    world.as('industry').plans.decide({ params: { planId: id }, body: { version, decision, opinion: reason } })

const decideRecord =
  (decision: 'approve' | 'return' | 'reject'): Act =>
  (world, { id }) =>
    oneRow(world.as('decider').creditRecords.decide({ body: { decision, opinion: reason, rows: [{ id }] } }))

const decideAffiliation =
  (decision: 'confirm' | 'refuse'): Act =>
  (world, { id }) =>
    oneRow(world.as('decider').affiliations.decide({ body: { ids: [id], decision, reason } }))

/** By whoever's desk it lies on: the unit's, or the authority's. */
const decideDispute =
  (decision: 'uphold' | 'dismiss'): Act =>
  async (world, { id }) => {
    const isEscalated = (await document(world, 'disputes', id))?.state === 'escalated'
    const body = { decision, opinion: reason }
    return world.as(isEscalated ? 'hr' : 'decider').affiliations.decideDispute({ params: { disputeId: id }, body })
  }

const decideLeave =
  (decision: 'approve' | 'refuse'): Act =>
  (world, { id }) =>
    oneRow(world.as('declarer').leaveRequests.decide({ body: { ids: [id], decision, reason } }))

/** Another unit confirms that the trainee of this binding comes to it. */
const transfer: Act = async (world) => {
  const body = { organizationId: world.other.unit.id, isTransfer: true }
  const asked = await world.as('trainee').affiliations.ask({ body })
  await world.as('stranger').affiliations.decide({ body: { ids: [asked.id], decision: 'confirm' } })
}

/** The unit of the binding becomes part of another one. */
const merge: Act = async (world, { id }) => {
  const duplicate = await createUnitWithOperator(world.api, { regionCode: '441900' })
  const into = await createUnitWithOperator(world.api, { regionCode: '441900' })
  await put(world, 'affiliations', id, { organizationId: new Types.ObjectId(duplicate.unit.id) })
  const body = { fromId: duplicate.unit.id, intoId: into.unit.id, reason: '重复登记' }
  await world.as('hr').unitMerges.start({ body })
}

const upheld: Act = async (world, { id }) => {
  const params = { affiliationId: id }
  const { id: disputeId } = await world.as('trainee').affiliations.dispute({ params, body: { reason } })
  const body = { decision: 'uphold' as const, opinion: reason }
  return world.as('decider').affiliations.decideDispute({ params: { disputeId }, body })
}

const confirmApplication =
  (needsReview: boolean): Act =>
  async (world, { version }) => {
    const { deps } = world.api.app
    return confirmRoleApplication(deps, bySystem(world.api), { organizationId: world.unit.id, version, needsReview })
  }

/** Work of the system's own, as if its time had come. */
async function runJob({ api }: World, kind: string, payload: unknown) {
  const jobs = api.app.deps.db.collection('jobs')
  const now = new Date(api.clock.now())
  const _id = new Types.ObjectId()
  await jobs.insertOne({
    _id,
    kind,
    payload,
    state: 'waiting',
    dueAt: now,
    lease: null,
    attempts: 0,
    by: { accountId: null, organizationId: null },
    requestId: 'test',
    progress: { done: 0, total: 0 },
    result: null,
    problem: null,
    createdAt: now,
  })
  await api.app.worker.runDue()
  await jobs.deleteOne({ _id })
}

const lapseInvitations: Act = async (world, { id }) => {
  await put(world, 'operators', id, { invitedAt: new Date(world.api.clock.now() - 8 * 24 * 60 * 60 * 1_000) })
  await runJob(world, 'operators.lapse', null)
}

const runImport: Act = (world, { id }) => runJob(world, 'imports.run', { importId: id })

/** All or nothing was asked for, and the person of a row has left the unit meanwhile. */
const failImport: Act = async (world, thing) => {
  await put(world, 'imports', thing.id, { mode: 'all' })
  await put(world, 'affiliations', world.trainee.affiliationId, { state: 'ended' })
  await runImport(world, thing)
}

const expireImports: Act = async (world, { id }) => {
  await put(world, 'imports', id, { rowsUntil: new Date(world.api.clock.now() - 1) })
  await runJob(world, 'imports.expire', null)
}

const moveSession = (action: 'open' | 'close' | 'reopen'): Move => ({
  act: (world, { id }) =>
    world.as('declarer').attendance.moveSession({ params: { sessionId: id }, body: { action, reason } }),
})

const moveCertificate = (who: 'declarer' | 'hr', action: 'regenerate' | 'suspend' | 'resume' | 'revoke'): Move => ({
  act: (world, { id, version }) =>
    world.as(who).certificates[action]({ params: { certificateId: id }, body: { version, reason } }),
})

const moveWebhook = (action: 'enable' | 'disable'): Move => ({
  act: (world, { id, version }) =>
    world.as('unitAccount').webhooks[action]({ params: { webhookId: id }, body: { version } }),
})

const decideApplication =
  (decision: 'approve' | 'return'): Act =>
  (world, { id }) =>
    world.as('hr').organizations.decideRoleApplication({
      params: { roleApplicationId: id },
      body: { decision, opinion: reason },
    })

const decideClaim =
  (decision: 'grant' | 'refuse'): Act =>
  (world, { id }) =>
    world.as('hr').legacy.decideClaim({ params: { claimId: id }, body: { decision, opinion: reason } })

const correction = (recordId: string, version: number) => ({
  params: { recordId },
  body: { ...aRecord, courseName: `工程伦理 ${recordId}`, declaredTenths: 120, version, reason },
})

export const LIFECYCLES: Readonly<Record<string, Lifecycle>> = {
  CLASS_LIFECYCLE: lifecycle({
    table: CLASS_LIFECYCLE,
    on: 'class',
    collection: 'classes',
    moves: {
      open: { act: (world, { id }) => world.as('declarer').classes.open({ params: { classId: id }, body: {} }) },
      close: { act: (world, { id }) => world.as('decider').classEndings.close({ params: { classId: id }, body: {} }) },
      reopen: {
        act: (world, { id }) => world.as('decider').classEndings.reopen({ params: { classId: id }, body: { reason } }),
      },
      cancel: {
        act: (world, { id }) => world.as('declarer').classEndings.cancel({ params: { classId: id }, body: {} }),
      },
    },
  }),
  SESSION_LIFECYCLE: lifecycle({
    table: SESSION_LIFECYCLE,
    on: 'session',
    collection: 'attendanceSessions',
    moves: {
      open: moveSession('open'),
      close: moveSession('close'),
      reopen: moveSession('reopen'),
      cancel: {
        act: (world, { id }) =>
          world.as('declarer').timetables.cancelSession({ params: { sessionId: id }, body: { reason } }),
      },
    },
  }),
  PLAN_LIFECYCLE: lifecycle({
    table: PLAN_LIFECYCLE,
    on: 'plan',
    collection: 'plans',
    decisions: ['approve', 'return', 'reject'],
    moves: {
      edit: {
        act: (world, { id, version }) =>
          world.as('declarer').plans.edit({ params: { planId: id }, body: { ...world.aPlan, version } }),
      },
      remove: { act: (world, { id }) => world.as('declarer').plans.remove({ params: { planId: id } }) },
      submit: {
        act: (world, { id, version }) =>
          world.as('declarer').plans.submit({ params: { planId: id }, body: { version } }),
      },
      withdraw: {
        act: (world, { id, version }) =>
          world.as('declarer').plans.withdraw({ params: { planId: id }, body: { version } }),
      },
      approve: { act: decidePlan('approve') },
      return: { act: decidePlan('return') },
      reject: { act: decidePlan('reject') },
    },
  }),
  RECORD_LIFECYCLE: lifecycle({
    table: RECORD_LIFECYCLE,
    on: 'record',
    collection: 'creditRecords',
    decisions: ['approve', 'return', 'reject'],
    moves: {
      edit: {
        act: (world, { id, version }) =>
          world.as('declarer').creditRecords.edit({ params: { recordId: id }, body: { ...aRecord, version } }),
      },
      remove: { act: (world, { id }) => world.as('declarer').creditRecords.remove({ params: { recordId: id } }) },
      confirm: { act: (world, { id }) => oneRow(world.as('decider').creditRecords.confirm({ body: { ids: [id] } })) },
      submit: {
        on: 'ownRecord',
        act: (world, { id, version }) =>
          world.as('trainee').creditRecords.submitMine({ params: { recordId: id }, body: { version } }),
      },
      withdraw: {
        on: 'ownRecord',
        act: (world, { id, version }) =>
          world.as('trainee').creditRecords.withdrawMine({ params: { recordId: id }, body: { version } }),
      },
      approve: { on: 'ownRecord', act: decideRecord('approve') },
      return: { on: 'ownRecord', act: decideRecord('return') },
      reject: { on: 'ownRecord', act: decideRecord('reject') },
      correct: {
        isToldOfAnother: true,
        act: (world, { id, version }) => world.as('declarer').creditRecords.correct(correction(id, version)),
      },
      askRevocation: {
        act: (world, { id, version }) =>
          world.as('declarer').creditRecords.askRevocation({ params: { recordId: id }, body: { version, reason } }),
      },
      decideRevocation: {
        on: 'doubtedRecord',
        act: (world, { id, version }) =>
          world.as('decider').creditRecords.decideRevocation({
            params: { recordId: id },
            body: { version, decision: 'approve' },
          }),
      },
      supersede: {
        act: async (world, { id, version }) => {
          const corrected = await world.as('declarer').creditRecords.correct(correction(id, version))
          await oneRow(world.as('decider').creditRecords.confirm({ body: { ids: [corrected.id] } }))
        },
      },
    },
  }),
  AFFILIATION_LIFECYCLE: lifecycle({
    table: AFFILIATION_LIFECYCLE,
    on: 'affiliation',
    collection: 'affiliations',
    decisions: ['confirm', 'refuse'],
    moves: {
      confirm: { act: decideAffiliation('confirm') },
      refuse: { act: decideAffiliation('refuse') },
      withdraw: {
        on: 'ownAffiliation',
        act: (world, { id }) => world.as('trainee').affiliations.withdraw({ params: { affiliationId: id } }),
      },
      end: {
        act: (world, { id }) =>
          world.as('declarer').affiliations.end({ params: { affiliationId: id }, body: { reason } }),
      },
      leave: {
        on: 'ownAffiliation',
        act: (world, { id }) => world.as('trainee').affiliations.leave({ params: { affiliationId: id }, body: {} }),
      },
      transfer: { on: 'ownAffiliation', isConsequence: true, act: transfer },
      uphold: { on: 'ownAffiliation', isConsequence: true, act: upheld },
      merge: { isConsequence: true, act: merge },
    },
  }),
  DISPUTE_LIFECYCLE: lifecycle({
    table: DISPUTE_LIFECYCLE,
    on: 'dispute',
    collection: 'disputes',
    decisions: ['uphold', 'dismiss'],
    moves: {
      uphold: { act: decideDispute('uphold') },
      dismiss: { act: decideDispute('dismiss') },
      escalate: {
        act: (world, { id }) => world.as('trainee').affiliations.escalateDispute({ params: { disputeId: id } }),
      },
      withdraw: {
        act: (world, { id }) => world.as('trainee').affiliations.withdrawDispute({ params: { disputeId: id } }),
      },
    },
  }),
  LEAVE_LIFECYCLE: lifecycle({
    table: LEAVE_LIFECYCLE,
    on: 'leaveRequest',
    collection: 'leaveRequests',
    decisions: ['approve', 'refuse'],
    moves: {
      approve: { act: decideLeave('approve') },
      refuse: { act: decideLeave('refuse') },
      withdraw: {
        act: (world, { id }) => world.as('trainee').leaveRequests.withdraw({ params: { leaveRequestId: id } }),
      },
      lapse: {
        isConsequence: true,
        act: async (world, { id }) => {
          const request = await document(world, 'leaveRequests', id)
          const params = { sessionId: String(request?.sessionId) }
          await world.as('declarer').timetables.cancelSession({ params, body: { reason } })
        },
      },
    },
  }),
  CERTIFICATE_LIFECYCLE: lifecycle({
    table: CERTIFICATE_LIFECYCLE,
    on: 'certificate',
    collection: 'certificates',
    decisions: ['suspend', 'revoke'],
    moves: {
      regenerate: moveCertificate('declarer', 'regenerate'),
      recount: {
        isConsequence: true,
        act: (world) =>
          world.as('declarer').certificates.recount({ body: { year: 2025, traineeIds: [world.trainee.traineeId] } }),
      },
      suspend: moveCertificate('hr', 'suspend'),
      resume: moveCertificate('hr', 'resume'),
      revoke: moveCertificate('hr', 'revoke'),
    },
  }),
  DISHONESTY_LIFECYCLE: lifecycle({
    table: DISHONESTY_LIFECYCLE,
    on: 'dishonesty',
    collection: 'dishonestyRecords',
    decisions: ['enforce', 'revoke'],
    moves: {
      notify: {
        act: (world, { id, version }) =>
          world.as('declarer').dishonesty.notify({ params: { recordId: id }, body: { version } }),
      },
      enforce: {
        act: (world, { id, version }) =>
          world.as('decider').dishonesty.enforce({ params: { recordId: id }, body: { version } }),
      },
      revoke: {
        act: (world, { id, version }) =>
          world.as('decider').dishonesty.revoke({ params: { recordId: id }, body: { version, reason } }),
      },
      expire: {
        act: (world, { id, version }) =>
          world.as('decider').dishonesty.expire({ params: { recordId: id }, body: { version, reason } }),
      },
    },
  }),
  TEACHER_LIFECYCLE: lifecycle({
    table: TEACHER_LIFECYCLE,
    on: 'teacher',
    collection: 'teachers',
    moves: {
      enable: { act: (world, { id }) => world.as('declarer').teachers.enable({ params: { teacherId: id } }) },
      disable: { act: (world, { id }) => world.as('declarer').teachers.disable({ params: { teacherId: id } }) },
    },
  }),
  COURSE_LIFECYCLE: lifecycle({
    table: COURSE_LIFECYCLE,
    on: 'course',
    collection: 'courses',
    moves: { retire: { act: (world, { id }) => world.as('industry').courses.retire({ params: { courseId: id } }) } },
  }),
  roleApplicationLifecycle: lifecycle({
    table: roleApplicationLifecycle,
    on: 'roleApplication',
    collection: 'roleApplications',
    decisions: ['approve', 'return'],
    moves: {
      confirm: { act: confirmApplication(false) },
      submit: { act: confirmApplication(true) },
      approve: { act: decideApplication('approve') },
      return: { act: decideApplication('return') },
    },
  }),
  operatorLifecycle: lifecycle({
    table: operatorLifecycle,
    on: 'ownBinding',
    collection: 'operators',
    decisions: ['accept', 'refuse'],
    moves: {
      accept: {
        act: (world, { id }) => world.as('person').organizations.acceptBinding({ params: { operatorId: id } }),
      },
      refuse: {
        act: (world, { id }) => world.as('person').organizations.refuseBinding({ params: { operatorId: id } }),
      },
      cancel: {
        act: (world, { id }) => world.as('unitAccount').operators.cancel({ params: { operatorId: id }, body: {} }),
      },
      lapse: { isConsequence: true, act: lapseInvitations },
    },
  }),
  IMPORT_LIFECYCLE: lifecycle({
    table: IMPORT_LIFECYCLE,
    on: 'import',
    collection: 'imports',
    moves: {
      start: {
        act: (world, { id }) =>
          world.as('declarer').imports.start({ params: { importId: id }, body: { mode: 'good' } }),
      },
      finish: { isConsequence: true, act: runImport },
      fail: { isConsequence: true, act: failImport },
      expire: { isConsequence: true, act: expireImports },
      undo: { act: (world, { id }) => world.as('declarer').imports.undo({ params: { importId: id } }) },
    },
  }),
  WEBHOOK_LIFECYCLE: lifecycle({
    table: WEBHOOK_LIFECYCLE,
    on: 'webhook',
    collection: 'webhooks',
    moves: { enable: moveWebhook('enable'), disable: moveWebhook('disable') },
  }),
  DATA_REQUEST_LIFECYCLE: lifecycle({
    table: DATA_REQUEST_LIFECYCLE,
    on: 'dataRequest',
    collection: 'dataRequests',
    decisions: ['grant', 'refuse'],
    moves: {
      withdraw: { act: (world, { id }) => world.as('trainee').myData.withdraw({ params: { dataRequestId: id } }) },
      grant: {
        act: (world, { id, version }) =>
          world.as('decider').myData.decide({
            params: { dataRequestId: id },
            body: { version, decision: 'grant', opinion: reason },
          }),
      },
      refuse: {
        act: (world, { id, version }) =>
          world.as('decider').myData.decide({
            params: { dataRequestId: id },
            body: { version, decision: 'refuse', ground: 'accurate', opinion: reason },
          }),
      },
    },
  }),
  LEGACY_CLAIM_LIFECYCLE: lifecycle({
    table: LEGACY_CLAIM_LIFECYCLE,
    on: 'legacyClaim',
    collection: 'legacyClaims',
    decisions: ['grant', 'refuse'],
    moves: { grant: { act: decideClaim('grant') }, refuse: { act: decideClaim('refuse') } },
  }),
}
