import {
  AFFILIATION_ORIGIN_LABELS,
  AFFILIATION_STATE_LABELS,
  DISPUTE_STATE_LABELS,
  PROFILE_FIELD_LABELS,
} from '@jijiao/shared/affiliations'
import { dataOf, ofTrainee, type PersonalData } from '../../privacy/personal-data'
import { organizationNames } from '../organizations'
import { affiliationModel } from './affiliation.model'
import { disputeModel } from './dispute.model'
import { changeTrainee } from './profile.store'
import { profileChangeModel } from './profile-change.model'
import { recountModel } from './recount'
import { NO_DETAILS, type ProfileDetails, type Trainee, traineeModel } from './trainee.model'

const EMPTY: ProfileDetails & Pick<Trainee, 'sealedPhone' | 'phoneIndex' | 'sealedEmail'> = {
  ...NO_DETAILS,
  sealedPhone: null,
  phoneIndex: null,
  sealedEmail: null,
}

/** Name, ID number, sex and birth date stay: records and certificates are archived under them. */
const profile: PersonalData = {
  kind: 'profile',
  sources: [
    dataOf({
      model: traineeModel,
      of: ({ traineeId }) => traineeId && { _id: traineeId },
      show: (trainee, { vault }) => {
        const { sealedPhone, sealedEmail, sealedResidentId, changedAt } = trainee
        const values: Readonly<Record<string, unknown>> = {
          ...trainee,
          sex: trainee.sex === '1' ? '男' : '女',
          residentId: vault.open('residentId', sealedResidentId),
          phone: sealedPhone && vault.open('phone', sealedPhone),
          email: sealedEmail && vault.open('email', sealedEmail),
        }
        const fields = Object.entries(PROFILE_FIELD_LABELS).map(([field, label]) => [label, values[field] ?? null])
        return { ...Object.fromEntries(fields), 最后修改: changedAt, 限制处理开始时间: trainee.restrictedAt ?? null }
      },
    }),
    dataOf({
      model: profileChangeModel,
      of: ofTrainee,
      show: ({ at, organizationId, accountId, fields }) => ({
        修改时间: at,
        修改者: organizationId ? '单位' : accountId ? '本人' : '系统',
        修改内容: fields
          .map(({ field, before, after }) => `${PROFILE_FIELD_LABELS[field]}：${before ?? '无'} → ${after ?? '无'}`)
          .join('；'),
      }),
    }),
  ],
  async erase({ deps, of, subject: { traineeId }, session }) {
    const known = traineeId && (await traineeModel(deps.db).findById(traineeId, null, { session }).lean<Trainee>())
    if (!known) return
    await changeTrainee(deps, of, known, EMPTY, session)
    await profileChangeModel(deps.db).deleteMany({ traineeId: known._id }, { session })
  },
}

const affiliations: PersonalData = {
  kind: 'affiliations',
  sources: [
    dataOf({
      model: affiliationModel,
      of: ofTrainee,
      show: async ({ organizationId, ...affiliation }, deps) => ({
        单位: (await organizationNames(deps, [organizationId])).get(String(organizationId)) ?? null,
        状态: AFFILIATION_STATE_LABELS[affiliation.state],
        来源: AFFILIATION_ORIGIN_LABELS[affiliation.origin],
        申请时间: affiliation.askedAt,
        确认时间: affiliation.decidedAt,
        结束时间: affiliation.endedAt,
        原因: affiliation.reason,
      }),
    }),
    dataOf({
      model: disputeModel,
      of: ofTrainee,
      show: ({ state, reason, openedAt, decidedAt, opinion }) => ({
        异议状态: DISPUTE_STATE_LABELS[state],
        理由: reason,
        提出时间: openedAt,
        处理时间: decidedAt,
        处理意见: opinion,
      }),
    }),
  ],
}

export const affiliationPersonalData: readonly PersonalData[] = [
  affiliations,
  profile,
  { kind: 'standings', also: [recountModel] },
]
