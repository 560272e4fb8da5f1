import type { RecordView } from '@jijiao/shared/credit-records'
import type { TestApi } from './api'
import { addConfirmedTrainees } from './classes'
import { actFor, createUnit, createUnitWithOperator, registerPerson } from './people'

/** Three days of professional study that ended in spring. */
export const aRecord = {
  category: 'professional',
  courseName: '工程伦理',
  studyMode: 'faceToFace',
  startsOn: '2026-03-02',
  endsOn: '2026-03-04',
  days: 3,
  assessmentResult: 'passed',
  declaredTenths: 180,
  providerName: '东莞市继续教育中心',
  year: 2026,
  place: '一号楼报告厅',
  content: '规范与案例',
} as const

/** A unit with somebody who declares and two who decide, its trainees, and a provider. */
export async function recordWorld(api: TestApi, { regionCode = '441900', trainees: count = 2 } = {}) {
  const unit = await createUnit(api, { regionCode })
  const [declarer, decider, second] = [await registerPerson(api), await registerPerson(api), await registerPerson(api)]
  const tokens = {
    clerk: await actFor(api, declarer, unit, ['operate']),
    chief: await actFor(api, decider, unit),
    second: await actFor(api, second, unit),
  }
  const school = await createUnitWithOperator(api, { kind: 'provider', regionCode, name: '东莞市继续教育中心' })
  const trainees = await addConfirmedTrainees(api, unit, count)
  const [trainee] = trainees
  if (!trainee) throw new Error('a world of records needs a trainee')
  return {
    unit,
    provider: school.unit,
    trainees,
    trainee,
    people: { clerk: declarer, chief: decider, second },
    tokens: { ...tokens, school: school.token },
    clerk: api.as(tokens.clerk),
    chief: api.as(tokens.chief),
    second: api.as(tokens.second),
    school: api.as(school.token),
    person: api.as(trainee.token),
  }
}
export type RecordWorld = Awaited<ReturnType<typeof recordWorld>>
type Input = Parameters<RecordWorld['clerk']['creditRecords']['create']>[0]['body']

/** A draft that the unit's clerk declared for a trainee. */
export const draftedRecord = (
  { clerk, trainee }: Pick<RecordWorld, 'clerk' | 'trainee'>,
  overrides: Partial<Input> = {},
): Promise<RecordView> =>
  clerk.creditRecords.create({ body: { ...aRecord, traineeId: trainee.traineeId, ...overrides } })

/** The one result of confirming a record. */
export async function confirmed(client: RecordWorld['clerk'], id: string, overrideReason?: string) {
  const body = { ids: [id], ...(overrideReason && { overrideReason }) }
  const { results } = await client.creditRecords.confirm({ body })
  const [result] = results
  if (!result) throw new Error('nothing was answered about the record')
  return result
}

/** A record that the clerk declared and the chief confirmed. */
export async function recognizedRecord(world: RecordWorld, overrides: Partial<Input> = {}): Promise<RecordView> {
  const { id } = await draftedRecord(world, overrides)
  const result = await confirmed(world.chief, id)
  if (result.outcome !== 'done') throw new Error(JSON.stringify(result.problem))
  return world.clerk.creditRecords.get({ params: { recordId: id } })
}

/** A record that the person declared and submitted. */
export async function submittedByPerson({ person }: Pick<RecordWorld, 'person'>, overrides: Partial<Input> = {}) {
  const draft = await person.creditRecords.declareMine({ body: { ...aRecord, ...overrides } })
  return person.creditRecords.submitMine({ params: { recordId: draft.id }, body: { version: draft.version } })
}

type Decision = Parameters<RecordWorld['clerk']['creditRecords']['decide']>[0]['body']

/** The one result of deciding a record. */
export async function decided(
  client: RecordWorld['clerk'],
  id: string,
  { decision = 'approve', opinion = '请核对', ...row }: Partial<Decision & Decision['rows'][number]> = {},
) {
  const { overrideReason, certifiedTenths, version } = row
  const { results } = await client.creditRecords.decide({
    body: {
      decision,
      opinion,
      ...(overrideReason && { overrideReason }),
      rows: [{ id, ...(certifiedTenths && { certifiedTenths }), ...(version && { version }) }],
    },
  })
  const [result] = results
  if (!result) throw new Error('nothing was answered about the record')
  return result
}
