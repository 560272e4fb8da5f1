import { inTransaction } from '@jijiao/api/db/transaction'
import { type CreditRecord, creditRecordModel, markHoursChanged } from '@jijiao/api/features/credit-records'
import type { CourseCategory } from '@jijiao/shared/classes'
import { courseKeyOf } from '@jijiao/shared/credit-records'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { Types } from 'mongoose'
import type { TestApi } from './api'
import { addConfirmedTrainees, type TestTrainee } from './classes'
import { createUnitWithOperator, type TestUnit } from './people'

type Hours = {
  readonly category: CourseCategory
  readonly tenths: number
  readonly year?: number
  readonly courseName?: string
}

let last = 0

/** A recognised record; how one comes about is tested with the records. Answers its id. */
export async function recognise(
  api: TestApi,
  unit: TestUnit,
  { traineeId, name, residentId }: TestTrainee,
  { category, tenths, year = 2025, courseName }: Hours,
): Promise<Types.ObjectId> {
  const { db, vault } = api.app.deps
  last += 1
  const title = courseName ?? `课程${last}`
  const at = new Date(api.clock.now())
  // What it leaves out is empty.
  const record: Partial<CreditRecord> & Pick<CreditRecord, '_id' | 'traineeId'> = {
    _id: new Types.ObjectId(),
    traineeId: new Types.ObjectId(traineeId),
    nameKeys: nameKeys(name),
    residentIdIndex: vault.blindIndex('residentId', residentId),
    organizationId: new Types.ObjectId(unit.id),
    regionCodes: ['440000', '441900'],
    category,
    courseName: title,
    courseKey: courseKeyOf(title),
    studyMode: 'faceToFace',
    startsOn: `${year}-03-01`,
    endsOn: `${year}-12-20`,
    days: 60,
    assessmentResult: 'passed',
    declaredTenths: tenths,
    providerName: unit.name,
    providerKey: unit.name,
    year,
    source: 'unit',
    state: 'recognized',
    certifiedTenths: tenths,
    selfApproved: false,
    recognizedAt: at,
    version: 1,
    createdAt: at,
    changedAt: at,
  }
  await inTransaction(db, async (session) => {
    await creditRecordModel(db).create([record], { session })
    await markHoursChanged(api.app.deps, [{ traineeId: record.traineeId, year }], session)
  })
  return record._id
}

/** Takes a recognised record back. */
export async function takeBack(api: TestApi, recordId: Types.ObjectId): Promise<void> {
  const { db } = api.app.deps
  await inTransaction(db, async (session) => {
    const record = await creditRecordModel(db)
      .findOneAndUpdate({ _id: recordId }, { $set: { state: 'revoked' } }, { session })
      .orFail()
      .lean()
    await markHoursChanged(api.app.deps, [record], session)
  })
}

/** What passes a year in Guangdong from 2021 on: 30, 42 and 18 hours. */
export async function passYear(api: TestApi, unit: TestUnit, trainee: TestTrainee, year = 2025) {
  const given: readonly Hours[] = [
    { category: 'public', tenths: 300, year },
    { category: 'professional', tenths: 420, year },
    { category: 'elective', tenths: 180, year },
  ]
  const ids: Types.ObjectId[] = []
  for (const hours of given) ids.push(await recognise(api, unit, trainee, hours))
  return ids
}

const YEAR = 2025

/** A unit that issues certificates of 2025, as its operator does. */
export async function certificateWorld(api: TestApi, overrides: { readonly name?: string } = {}) {
  const { unit, token } = await createUnitWithOperator(api, overrides)
  const staff = api.as(token)
  const join = (...names: string[]) => addConfirmedTrainees(api, unit, names.length, names)
  const one = async (name = '欧阳小三') => only(await join(name))
  const issue = (...trainees: TestTrainee[]) =>
    staff.certificates.issue({ body: { year: YEAR, traineeIds: trainees.map(({ traineeId }) => traineeId) } })
  const mine = async ({ token: own }: TestTrainee) => (await api.as(own).certificates.mine()).data
  return {
    unit,
    staff,
    join,
    one,
    issue,
    mine,
    /** What a count anew makes of the one trainee's year. */
    async recount({ traineeId }: TestTrainee) {
      const { data, refused } = await staff.certificates.recount({ body: { year: YEAR, traineeIds: [traineeId] } })
      if (refused.length > 0) throw new Error(JSON.stringify(refused))
      return only(data)
    },
    /** Somebody who passed and has the certificate. */
    async certified(name?: string) {
      const trainee = await one(name)
      const records = await passYear(api, unit, trainee, YEAR)
      const { results } = await issue(trainee)
      if (results[0]?.outcome !== 'done') throw new Error(JSON.stringify(results))
      const certificate = only(await mine(trainee))
      return { trainee, records, certificate, params: { certificateId: certificate.id } }
    },
  }
}
export type CertificateWorld = Awaited<ReturnType<typeof certificateWorld>>

function only<T>([first, ...others]: readonly T[]): T {
  if (first === undefined || others.length > 0) throw new Error('there should be exactly one')
  return first
}
