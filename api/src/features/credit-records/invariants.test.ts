import { brokenCeiling, courseKeyOf } from '@jijiao/shared/credit-records'
import fc from 'fast-check'
import { Types } from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees, type TestTrainee } from '../../../../test/support/classes'
import { confirmed, type RecordWorld, recordWorld } from '../../../../test/support/records'
import { sumsByTrainee } from '.'
import { type CreditRecord, creditRecordModel } from './record.model'

let api: TestApi
let world: RecordWorld
beforeAll(async () => {
  api = await startTestApi()
  world = await recordWorld(api)
})
afterAll(() => api.stop())

const dayOf = (day: number) => `2026-03-${String(day).padStart(2, '0')}`

const record = fc
  .record({
    course: fc.constantFrom('工程伦理', '工程　伦理', '项目管理', '法律法规', '信息安全'),
    category: fc.constantFrom('public', 'professional', 'elective'),
    from: fc.integer({ min: 2, max: 6 }),
    length: fc.integer({ min: 1, max: 3 }),
    hours: fc.integer({ min: 1, max: 160 }),
    isDeclaredByDecider: fc.boolean(),
    isFailed: fc.boolean(),
    fate: fc.constantFrom('stands', 'revoked', 'corrected'),
  })
  .map(({ from, length, hours, course, ...rest }) => ({
    ...rest,
    content: {
      category: rest.category,
      courseName: course,
      studyMode: 'faceToFace',
      startsOn: dayOf(from),
      endsOn: dayOf(from + length - 1),
      days: length,
      assessmentResult: rest.isFailed ? 'failed' : 'passed',
      declaredTenths: Math.min(hours, length * 80),
      providerName: '中心',
      year: 2026,
    } as const,
  }))
type Random = typeof record extends fc.Arbitrary<infer R> ? R : never

const stored = ({ traineeId }: TestTrainee) =>
  creditRecordModel(api.app.deps.db)
    .find({ traineeId: new Types.ObjectId(traineeId), state: 'recognized' })
    .lean<CreditRecord[]>()

/** Declares, confirms, and revokes or corrects: as the people of a unit do, several at once. */
async function live(trainee: TestTrainee, { content, isDeclaredByDecider, fate }: Random) {
  const declarer = isDeclaredByDecider ? world.chief : world.clerk
  const { id } = await declarer.creditRecords.create({ body: { ...content, traineeId: trainee.traineeId } })
  if ((await confirmed(world.chief, id)).outcome === 'refused') return
  const params = { recordId: id }
  const { version } = await world.clerk.creditRecords.get({ params })
  if (fate === 'revoked') {
    const asked = await world.clerk.creditRecords.askRevocation({ params, body: { version, reason: '误报' } })
    const body = { version: asked.version, decision: 'approve' } as const
    await world.chief.creditRecords.decideRevocation({ params, body })
  }
  if (fate === 'corrected') {
    const body = { ...content, declaredTenths: Math.ceil(content.declaredTenths / 2), version, reason: '更正学时' }
    const correction = await world.clerk.creditRecords.correct({ params, body })
    expect((await confirmed(world.chief, correction.id)).outcome).toBe('done')
  }
}

it('holds the invariants of a person’s hours over random records that are decided at once', async () => {
  const run = async (records: Random[]) => {
    const [trainee] = await addConfirmedTrainees(api, world.unit, 1)
    if (!trainee) throw new Error('nobody was added')
    for (let at = 0; at < records.length; at += 3) {
      await Promise.all(records.slice(at, at + 3).map((one) => live(trainee, one)))
    }
    const recognized = await stored(trainee)
    const sums = (await sumsByTrainee(api.app.deps, { traineeIds: [trainee.traineeId], year: 2026 })).get(
      trainee.traineeId,
    )
    for (const category of ['public', 'professional', 'elective'] as const) {
      const own = recognized.filter((one) => one.category === category)
      const recognizedTenths = own.reduce((sum, { certifiedTenths }) => sum + (certifiedTenths ?? 0), 0)
      expect(sums?.[category]).toEqual({ recognizedTenths, pendingTenths: 0, courses: own.length })
    }
    const keys = recognized.map(({ courseName }) => courseKeyOf(courseName))
    expect(new Set(keys).size).toBe(keys.length)
    const timed = recognized.map((one) => ({ ...one, tenths: one.certifiedTenths ?? 0 }))
    for (const one of timed) {
      const others = timed.filter(({ _id }) => _id !== one._id)
      expect(brokenCeiling(others, one, 80)).toBeNull()
      expect(one.tenths).toBeLessThanOrEqual(one.declaredTenths)
      expect(one.assessmentResult).toBe('passed')
      expect(one.selfApproved || !one.decidedBy?.equals(one.declaredBy.accountId ?? '')).toBe(true)
      expect(one.decidedBy).not.toBeNull()
    }
  }
  await fc.assert(fc.asyncProperty(fc.array(record, { minLength: 3, maxLength: 7 }), run), {
    numRuns: 8,
    endOnFailure: true,
  })
})
