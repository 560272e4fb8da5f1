import { Types } from 'mongoose'
import type { Deps } from '../deps'
import { traineesById } from '../features/affiliations'
import { issueCertificate } from '../features/certificates'
import { confirmRecord, draftRecord } from '../features/credit-records'
import { demoId } from './cast'
import { byOperator, DAY_MS, dayFrom } from './time'

const SCHOOL = demoId('unit:school')

/** What passes a year in Guangdong: 30, 42 and 18 hours. */
const COURSES = [
  { category: 'public', courseName: '习近平新时代中国特色社会主义思想与专业技术人员职业道德', days: 5, tenths: 300 },
  { category: 'professional', courseName: '职业教育数字化转型与教学设计', days: 7, tenths: 420 },
  { category: 'elective', courseName: '现代教育技术前沿', days: 3, tenths: 180 },
] as const

/** One operator declares, another confirms. */
/** Last year's hours of some trainees; all but the last of them have the certificate already. */
export async function addLastYear(deps: Deps, traineeIds: readonly string[]): Promise<void> {
  const year = Number(dayFrom(deps.clock.now()).slice(0, 4)) - 1
  const trainees = await traineesById(
    deps,
    traineeIds.map((id) => new Types.ObjectId(id)),
  )
  const organizationId = new Types.ObjectId(SCHOOL)
  for (const traineeId of traineeIds) {
    const trainee = trainees.get(traineeId)
    if (!trainee) throw new Error(`the demo world has no trainee ${traineeId}`)
    for (const [index, { category, courseName, days, tenths }] of COURSES.entries()) {
      const month = String(3 + index * 3).padStart(2, '0')
      const declaredAt = Date.parse(`${year}-${month}-20T02:00:00.000Z`)
      const record = await draftRecord(deps, byOperator('operator02', declaredAt), {
        of: { trainee, organizationId },
        source: 'unit',
        declaringId: organizationId,
        id: demoId(`record:${traineeId}:${category}`),
        input: {
          category,
          courseId: null,
          courseName,
          studyMode: 'faceToFace',
          startsOn: `${year}-${month}-10`,
          endsOn: `${year}-${month}-${9 + days}`,
          days,
          assessmentResult: 'passed',
          declaredTenths: tenths,
          providerId: null,
          providerName: '东莞市继续教育中心',
          year,
          yearReason: null,
          place: '松湖校区图书馆学术厅',
          content: '',
          remark: '',
        },
      })
      await confirmRecord(deps, byOperator('operator01', declaredAt + 5 * DAY_MS), record, {
        organizationId,
      })
    }
  }
  const issuedAt = Date.parse(`${year}-12-30T02:00:00.000Z`)
  for (const traineeId of traineeIds.slice(0, -1)) {
    await issueCertificate(deps, byOperator('operator01', issuedAt), { traineeId, organizationId: SCHOOL, year })
  }
}
