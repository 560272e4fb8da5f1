import { CLASS_OUTCOME_LABELS } from '@jijiao/shared/class-endings'
import { ASSESSMENT_RESULTS, labelOf } from '@jijiao/shared/codes'
import { dataOf, ofTrainee, type PersonalData } from '../../privacy/personal-data'
import { classModel } from './class.model'
import { enrollmentModel } from './enrollment.model'

const enrollments: PersonalData = {
  kind: 'enrollments',
  sources: [
    dataOf({
      model: enrollmentModel,
      of: ofTrainee,
      show: async ({ classId, enrolledAt, assessment, outcome }, { db }) => {
        const found = await classModel(db).findById(classId, { name: 1, courseName: 1 }).lean()
        return {
          培训班: found?.name ?? null,
          课程: found?.courseName ?? null,
          录入时间: enrolledAt,
          考核结果: labelOf(ASSESSMENT_RESULTS, assessment?.result) ?? null,
          总成绩: assessment?.totalScoreTenths == null ? null : assessment.totalScoreTenths / 10,
          成绩备注: assessment?.remark ?? null,
          结班结果: outcome && CLASS_OUTCOME_LABELS[outcome],
        }
      },
    }),
  ],
}

/** Teachers are named in their classes. */
export const classPersonalData: readonly PersonalData[] = [enrollments, { kind: 'teaching', also: [classModel] }]
