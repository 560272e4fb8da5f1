import { DISHONESTY_STATE_LABELS } from '@jijiao/shared/dishonesty'
import { dataOf, ofTrainee, type PersonalData } from '../../privacy/personal-data'
import { dishonestyModel } from './record.model'

export const dishonestyPersonalData: readonly PersonalData[] = [
  {
    kind: 'dishonesty',
    sources: [
      dataOf({
        model: dishonestyModel,
        of: ofTrainee,
        show: ({ organizationName, state, content, evidence, recordedAt, endedAt, reason, replies }) => ({
          登记单位: organizationName,
          状态: DISHONESTY_STATE_LABELS[state],
          内容: content,
          证据: evidence,
          登记时间: recordedAt,
          结束时间: endedAt,
          原因: reason,
          申辩: replies.map(({ text }) => text).join('；') || null,
        }),
      }),
    ],
  },
]
