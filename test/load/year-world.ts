import { nameKeys } from '@jijiao/shared/text/pinyin'
import { Types } from 'mongoose'
import type { TestApi } from '../support/api'

/** A unit's people, each with four records of 2026, straight into the collections: what is measured comes after. */
export async function fillYear(api: TestApi, organizationId: string, people: number): Promise<void> {
  const { db } = api.app.deps
  const unitId = new Types.ObjectId(organizationId)
  const at = new Date()
  for (let start = 0; start < people; start += 1_000) {
    const ids = Array.from({ length: Math.min(1_000, people - start) }, () => new Types.ObjectId())
    const keys = ids.map((_, index) => nameKeys(`张${'一二三四五六七八九十'[index % 10]}${start + index}`))
    const own = (index: number) => ({ nameKeys: keys[index], residentIdIndex: `bench-${start + index}` })
    await db.collection('trainees').insertMany(
      ids.map((_id, index) => ({
        _id,
        name: '张三',
        ...own(index),
        sealedResidentId: api.app.deps.vault.seal('residentId', '11010519491231002X'),
        sealedPhone: null,
        sex: '1',
        birthDate: '1980-01-01',
        series: ['080'],
        accountId: null,
        version: 1,
      })),
    )
    await db.collection('affiliations').insertMany(
      ids.map((traineeId, index) => ({
        traineeId,
        organizationId: unitId,
        state: 'active',
        regionCodes: ['440000', '441900'],
        searchKeys: [],
        ...own(index),
        askedAt: at,
      })),
    )
    await db.collection('creditRecords').insertMany(
      ids.flatMap((traineeId, index) =>
        (['public', 'professional', 'elective', 'professional'] as const).map((category, record) => ({
          traineeId,
          organizationId: unitId,
          year: 2026,
          category,
          studyMode: 'faceToFace',
          state: index % 7 === record ? 'submitted' : 'recognized',
          courseKey: `bench-${record}`,
          courseName: `课程${record}`,
          startsOn: `2026-0${3 + record}-02`,
          endsOn: `2026-0${3 + record}-06`,
          days: 5,
          version: 1,
          hasConflict: false,
          review: null,
          declaredTenths: 300,
          certifiedTenths: index % 3 === 0 ? 100 : 300,
          supersedesId: null,
        })),
      ),
    )
  }
}
