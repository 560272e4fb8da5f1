import { COURSE_CATEGORY_LABELS } from '@jijiao/shared/classes'
import { RECORD_SOURCE_LABELS, RECORD_STATE_LABELS } from '@jijiao/shared/credit-records'
import type { QueryFilter } from 'mongoose'
import { releaseAttachments } from '../../attachments'
import { dataOf, ofTrainee, type PersonalData } from '../../privacy/personal-data'
import { hoursVersionModel } from './hours-version'
import { recordFiles } from './record.files'
import { type CreditRecord, creditRecordModel } from './record.model'

/** A draft that the person never handed in is nobody's archive. */
const records: PersonalData = {
  kind: 'records',
  sources: [
    dataOf({
      model: creditRecordModel,
      of: ofTrainee,
      show: ({ declaredTenths, certifiedTenths, trail, ...record }) => ({
        课程: record.courseName,
        类别: COURSE_CATEGORY_LABELS[record.category],
        施教机构: record.providerName,
        年度: record.year,
        开始日期: record.startsOn,
        结束日期: record.endsOn,
        申报学时: declaredTenths / 10,
        认定学时: certifiedTenths === null ? null : certifiedTenths / 10,
        状态: RECORD_STATE_LABELS[record.state],
        来源: RECORD_SOURCE_LABELS[record.source],
        内容: record.content || null,
        备注: record.remark || null,
        意见: trail.flatMap(({ opinion }) => opinion ?? []).join('；') || null,
        建立时间: record.createdAt,
      }),
    }),
  ],
  async erase({ deps, of, subject: { traineeId }, session }) {
    if (!traineeId) return
    const drafts: QueryFilter<CreditRecord> = { traineeId, state: 'draft', 'declaredBy.organizationId': null }
    const found = await creditRecordModel(deps.db)
      .find({ ...drafts, supersedesId: null }, { _id: 1 }, { session })
      .lean<Pick<CreditRecord, '_id'>[]>()
    for (const draft of found) {
      await releaseAttachments(deps, of, { owner: recordFiles(draft), keep: [] }, session)
      await creditRecordModel(deps.db).deleteOne({ _id: draft._id, state: 'draft' }, { session })
    }
  },
}

export const recordPersonalData: readonly PersonalData[] = [records, { kind: 'standings', also: [hoursVersionModel] }]
