import type { certificateContract } from '@jijiao/shared/certificates/contract'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Call, Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { enqueueJob } from '../../jobs'
import { restrictedAmong, traineeIdOf } from '../affiliations'
import { decideCertificate, recountCertificate, regenerateCertificate } from './certificate.commands'
import type { Certificate } from './certificate.model'
import {
  assertMayMove,
  assertMayPrint,
  findVisibleCertificate,
  findVisibleCertificates,
  ISSUING,
  isAuthority,
} from './certificate.policy'
import { presentCertificate } from './certificate.presenter'
import { hoursVersionsOfAll, pageOfMine, pageOfRegion, pageOfRegionYears, pageOfUnitYears } from './certificate.queries'
import { issueCertificate } from './issue.commands'
import { orderPrint } from './print'
import { RECOUNT_YEAR } from './recount.job'
import { differenceOf, pageOfRecountRows, presentRecountRow, shownProblem } from './recount.rows'
import { verifyByNumber, verifyCertificate, verifyText } from './verification'

type Deciding = Call<(typeof certificateContract)['revoke']>

export function certificateRoutes(deps: Deps): Handlers<typeof certificateContract> {
  const presentAll = async (actor: PersonActor, certificates: readonly Certificate[]) => {
    const versionOf = await hoursVersionsOfAll(deps, certificates)
    const ownId = await traineeIdOf(deps, actor)
    const restricted = await restrictedAmong(
      deps,
      certificates.map(({ traineeId }) => traineeId),
    )
    return certificates.map((one) =>
      presentCertificate(deps, actor, one, {
        hoursVersion: versionOf(one),
        isOwn: String(one.traineeId) === ownId,
        isRestricted: restricted.has(String(one.traineeId)),
      }),
    )
  }
  const present = async (actor: PersonActor, certificate: Certificate) => {
    const [view] = await presentAll(actor, [certificate])
    if (!view) throw new Error('nothing was presented')
    return view
  }
  const decide =
    (action: 'suspend' | 'resume' | 'revoke') =>
    async ({ params, body, actor, request }: Deciding) => {
      const certificate = await findVisibleCertificate(deps, actor, params.certificateId)
      assertMayMove(actor, action)
      return present(
        actor,
        await decideCertificate(deps, circumstances(actor, request), certificate, { action, ...body }),
      )
    }

  return {
    async list({ query, actor }) {
      if (isAuthority(actor)) {
        return query.of === 'trainees' ? pageOfRegionYears(deps, actor, query) : pageOfRegion(deps, actor, query)
      }
      if (actor.actingAs.kind !== 'unit') throw new Problem('not_allowed')
      return pageOfUnitYears(deps, actor, query)
    },
    async issue({ body, actor, request }) {
      assertMayDo(actor, ISSUING)
      const of = circumstances(actor, request)
      const given = { organizationId: actor.actingAs.organizationId, year: body.year }
      const { done, refused } = await eachTrainee(body.traineeIds, (traineeId) =>
        issueCertificate(deps, of, { ...given, traineeId }),
      )
      return {
        results: body.traineeIds.map((id) => {
          const problem = refused.get(id)
          if (!done.has(id) && problem) return { id, outcome: 'refused' as const, problem }
          return { id, outcome: 'done' as const }
        }),
      }
    },
    async recount({ body, actor, request }) {
      assertMayDo(actor, ISSUING)
      const of = circumstances(actor, request)
      const given = { organizationId: actor.actingAs.organizationId, year: body.year }
      const { done, refused } = await eachTrainee(body.traineeIds, (traineeId) =>
        recountCertificate(deps, of, { ...given, traineeId }),
      )
      return {
        data: [...done.values()].map(differenceOf),
        refused: [...refused].map(([traineeId, problem]) => ({ traineeId, problem })),
      }
    },
    async recountYear({ body, actor, request }) {
      assertMayDo(actor, ISSUING)
      const payload = { organizationId: actor.actingAs.organizationId, year: body.year }
      const by = circumstances(actor, request)
      return { jobId: await enqueueJob(deps, { kind: RECOUNT_YEAR, payload, by }) }
    },
    async recountRows({ params, query, actor }) {
      assertMayDo(actor, ISSUING)
      const { data, nextCursor } = await pageOfRecountRows(deps, actor, params.jobId, query)
      return { data: data.map(presentRecountRow), nextCursor }
    },
    async print({ body, actor, request }) {
      const certificates = await findVisibleCertificates(deps, actor, body.certificateIds)
      await assertMayPrint(deps, actor, certificates)
      const { origin } = request
      const ticket = await orderPrint(deps, circumstances(actor, request), certificates, {
        format: body.format,
        origin,
      })
      return {
        url: `${origin}/print/${ticket._id}`,
        fileName: ticket.fileName,
        expiresAt: ticket.expiresAt.toISOString(),
      }
    },
    async mine({ query, actor }) {
      const { data, nextCursor } = await pageOfMine(deps, actor, query)
      return { data: await presentAll(actor, data), nextCursor }
    },
    get: async ({ params, actor }) => present(actor, await findVisibleCertificate(deps, actor, params.certificateId)),
    async regenerate({ params, body, actor, request }) {
      const certificate = await findVisibleCertificate(deps, actor, params.certificateId)
      assertMayMove(actor, 'regenerate')
      const given = { ...body, organizationId: actor.actingAs.organizationId }
      return present(actor, await regenerateCertificate(deps, circumstances(actor, request), certificate, given))
    },
    suspend: decide('suspend'),
    resume: decide('resume'),
    revoke: decide('revoke'),

    verify: ({ params }) => verifyCertificate(deps, params.verificationId),
    verifyNumber: ({ body, request }) => verifyByNumber(deps, { ...body, address: request.address }),
    verifyCode: ({ body }) => verifyText(deps, body),
  }
}

/** One after another; a refusal is that trainee's result and stops nothing. */
async function eachTrainee<T>(ids: readonly string[], act: (traineeId: string) => Promise<T>) {
  const done = new Map<string, T>()
  const refused = new Map<string, { code: string; title: string }>()
  for (const id of ids) {
    try {
      done.set(id, await act(id))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refused.set(id, shownProblem(error))
    }
  }
  return { done, refused }
}
