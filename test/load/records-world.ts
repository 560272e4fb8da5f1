import type { App } from '@jijiao/api/app'
import { affiliationModel, searchedAs, type Trainee, traineeModel } from '@jijiao/api/features/affiliations'
import { type CreditRecord, creditRecordModel, newRecord, rememberTerms } from '@jijiao/api/features/credit-records'
import { organizationModel } from '@jijiao/api/features/organizations'
import type { OrganizationKind } from '@jijiao/shared/organizations'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { Types } from 'mongoose'

const RECORDS_PER_TRAINEE = 10
const TRAINEES_PER_UNIT = 200
const COURSES = 2_000
const PROVIDERS = 100
const BATCH = 5_000
const REGIONS = ['441900', '442000', '440100', '440300']

export type RecordStage = {
  readonly requests: Readonly<
    Record<string, { readonly token: () => string; readonly path: (round: number) => string }>
  >
}

/**
 * Units of a province with their trainees and records, written straight into the collections: what is measured is the
 * lists, not the way there. One record of fifty waits for its unit.
 */
export async function fillRecords({ deps }: App, count: number): Promise<RecordStage> {
  const traineeCount = Math.ceil(count / RECORDS_PER_TRAINEE)
  const units = Array.from({ length: Math.ceil(traineeCount / TRAINEES_PER_UNIT) }, (_, index) => ({
    _id: new Types.ObjectId(),
    name: `东莞市第${index + 1}单位`,
    regionCode: REGIONS[index % REGIONS.length] ?? '441900',
  }))
  const authority = { _id: new Types.ObjectId(), name: '广东省人力资源和社会保障厅', regionCode: '440000' }
  await organizationModel(deps.db).collection.insertMany([
    ...units.map((unit, index) => ({ ...unit, ...organizationKeys(index), kind: 'unit' })),
    { ...authority, ...organizationKeys(units.length), kind: 'hrAuthority' },
  ])
  const trainees = await fillTrainees(deps, traineeCount, units)
  for (let course = 0; course < COURSES; course += 1) await rememberTerms(deps, termsOf(course))
  const of = {
    actor: { accountId: String(new Types.ObjectId()), organizationId: null },
    at: new Date(),
    requestId: 'bench',
  }
  const clerk = new Types.ObjectId()
  const middle: CreditRecord[] = []
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, offset) => {
      const index = from + offset
      // One record of everybody after the other, as years pass: a unit's records lie apart.
      const trainee = trainees[index % trainees.length] ?? fail()
      const unit = units[Math.floor((index % trainees.length) / TRAINEES_PER_UNIT)] ?? fail()
      const turn = Math.floor(index / trainees.length)
      const record = newRecord(of, {
        trainee,
        unit,
        content: contentOf(index, turn),
        source: 'unit',
        declaredBy: { accountId: clerk, organizationId: unit._id },
      })
      return { ...record, ...stateOf(record, unit, index) }
    })
    const half = batch.find(() => from >= count / 2)
    if (half && middle.length === 0) middle.push(half)
    await creditRecordModel(deps.db).collection.insertMany(batch, { ordered: false })
  }
  const [unit, trainee, half] = [units[0] ?? fail(), trainees[1] ?? fail(), middle[0] ?? fail()]
  // Another operator each time: how often one account may ask is limited.
  const token = (organizationId: Types.ObjectId, kind: OrganizationKind) => () =>
    deps.tokens.sign({
      accountId: String(new Types.ObjectId()),
      sessionId: String(new Types.ObjectId()),
      isRealName: true,
      traineeId: null,
      actingAs: {
        organizationId: String(organizationId),
        operatorId: String(new Types.ObjectId()),
        kind,
        needsRoleApplication: false,
        grants: ['decide'],
      },
    })
  return {
    requests: requestsOf({ unit: token(unit._id, 'unit'), hr: token(authority._id, 'hrAuthority') }, { half, trainee }),
  }
}

type Tokens = { readonly unit: () => string; readonly hr: () => string }

function requestsOf(
  { unit, hr }: Tokens,
  { half, trainee }: { readonly half: CreditRecord; readonly trainee: Trainee },
): RecordStage['requests'] {
  const cursor = (value: string) => Buffer.from(JSON.stringify([value, String(half._id)])).toString('base64url')
  const name = encodeURIComponent(trainee.name)
  const get = (token: () => string, path: string | ((round: number) => string)) => ({
    token,
    path: typeof path === 'string' ? () => path : path,
  })
  return {
    'unit recognised, first page': get(unit, '/records/recognized'),
    'unit recognised, middle page': get(unit, `/records/recognized?cursor=${cursor(String(half.year))}`),
    'unit recognised by course': get(unit, (round) => `/records/recognized?course=${courseText(round * 7)}`),
    'unit recognised by name': get(unit, `/records/recognized?q=${name}`),
    'unit declared, first page': get(unit, '/records'),
    'unit declared, middle page': get(unit, `/records?cursor=${cursor(String(half._id))}`),
    'unit declared by course and state': get(
      unit,
      (round) => `/records?state=recognized&course=${courseText(round * 7)}`,
    ),
    'unit to decide': get(unit, '/records/to-decide'),
    'unit to decide by name': get(unit, `/records/to-decide?q=${name}`),
    'region recognised, first page': get(hr, '/records/recognized'),
    'region recognised, middle page': get(hr, `/records/recognized?cursor=${cursor(String(half.year))}`),
    'region recognised by year and category': get(hr, '/records/recognized?year=2023&category=elective'),
    'region recognised by course': get(hr, (round) => `/records/recognized?course=${courseText(round * 31)}`),
    'region recognised by provider': get(
      hr,
      (round) => `/records/recognized?provider=${encodeURIComponent(providerOf(round))}`,
    ),
    'region recognised by name': get(hr, `/records/recognized?q=${name}`),
  }
}

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何']
const GIVEN = [...'一丁七万三上下不与专且世业东丝两严中丰临丹主丽久义之乐乔九乡书予争事二于云互五井亚交亦产']

async function fillTrainees(
  deps: App['deps'],
  count: number,
  units: readonly { _id: Types.ObjectId; regionCode: string }[],
) {
  const sealedResidentId = deps.vault.seal('residentId', '11010519491231002X')
  const made: Trainee[] = []
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, offset) => {
      const index = from + offset
      const name = [
        SURNAMES[index % SURNAMES.length],
        GIVEN[Math.floor(index / SURNAMES.length) % GIVEN.length],
        GIVEN[Math.floor(index / SURNAMES.length / GIVEN.length) % GIVEN.length],
      ].join('')
      return {
        _id: new Types.ObjectId(),
        accountId: null,
        name,
        nameKeys: nameKeys(name),
        sealedResidentId,
        residentIdIndex: `bench-${index}`,
        sex: '1',
        birthDate: '1980-01-01',
        sealedPhone: null,
        phoneIndex: null,
        sealedEmail: null,
        series: [] as string[],
      } as unknown as Trainee
    })
    await traineeModel(deps.db).collection.insertMany(batch)
    await affiliationModel(deps.db).collection.insertMany(
      batch.map((trainee, offset) => {
        const unit = units[Math.floor((from + offset) / TRAINEES_PER_UNIT)] ?? fail()
        return {
          traineeId: trainee._id,
          organizationId: unit._id,
          state: 'active',
          origin: 'added',
          regionCodes: ['440000', unit.regionCode],
          ...searchedAs(trainee),
          askedAt: new Date(),
        }
      }),
    )
    made.push(...batch)
  }
  return made
}

const courseOf = (index: number) =>
  `${GIVEN[index % GIVEN.length]}${GIVEN[Math.floor(index / GIVEN.length) % GIVEN.length]}专题研修班`
const courseText = (index: number) => encodeURIComponent(courseOf(index % COURSES).slice(0, 4))
const providerOf = (index: number) => `广东${GIVEN[index % GIVEN.length]}${index % PROVIDERS}培训中心`
const termsOf = (index: number) => ({ courseName: courseOf(index), providerName: providerOf(index) })

const contentOf = (index: number, turn: number) => ({
  ...termsOf((index * 37 + turn * 101) % COURSES),
  category: (['public', 'professional', 'elective'] as const)[index % 3] ?? 'public',
  courseId: null,
  studyMode: 'faceToFace',
  startsOn: `${2022 + (turn % 5)}-03-02`,
  endsOn: `${2022 + (turn % 5)}-03-04`,
  days: 3,
  assessmentResult: 'passed',
  declaredTenths: 180,
  reviewedTenths: null,
  providerId: null,
  year: 2022 + (turn % 5),
  yearReason: null,
  place: '一号楼报告厅',
  content: '',
  remark: '',
})

function stateOf(record: CreditRecord, unit: { readonly _id: Types.ObjectId; readonly name: string }, index: number) {
  const review = {
    steps: ['unit' as const],
    bodies: [{ organizationId: unit._id, name: unit.name }],
    index: 0,
    submittedAt: new Date(record.createdAt.getTime() + index),
    stateBefore: 'draft' as const,
  }
  if (index % 50 === 0) return { review, state: 'submitted' as const, awaitingId: unit._id }
  return { review, state: 'recognized' as const, certifiedTenths: 180, recognizedAt: record.createdAt }
}

const organizationKeys = (index: number) => ({
  code: `bench-${index}`,
  joinCode: `bench-${index}`,
  searchKeys: [] as string[],
  aliases: [] as string[],
})

function fail(): never {
  throw new Error('the world of the benchmark is incomplete')
}
