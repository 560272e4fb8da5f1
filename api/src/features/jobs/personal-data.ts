import { JOB_STATE_LABELS } from '@jijiao/shared/jobs'
import { jobModel } from '../../jobs'
import { dataOf, type PersonalData } from '../../privacy/personal-data'

export const jobPersonalData: readonly PersonalData[] = [
  {
    kind: 'operatorWork',
    sources: [
      dataOf({
        model: jobModel,
        of: ({ accountId }) => ({ 'by.accountId': String(accountId) }),
        show: ({ state, createdAt, endedAt }) => ({
          后台任务: JOB_STATE_LABELS[state],
          提交时间: createdAt,
          结束时间: endedAt ?? null,
        }),
      }),
    ],
  },
]
