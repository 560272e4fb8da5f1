import { EXEMPTION_STATE_LABELS, exemptYearsText } from '@jijiao/shared/exemptions'
import { dataOf, ofTrainee, type PersonalData } from '../../privacy/personal-data'
import { exemptionModel } from './exemption.model'

/** It explains the year that a certificate proves, and is kept as long as the records are. */
export const exemptionPersonalData: readonly PersonalData[] = [
  {
    kind: 'records',
    sources: [
      dataOf({
        model: exemptionModel,
        of: ofTrainee,
        show: ({ label, years, basis, organizationName, grantedAt, state, revokedAt, reason }) => ({
          减免: label,
          年度: exemptYearsText(years),
          依据: basis,
          准予单位: organizationName,
          准予时间: grantedAt,
          状态: EXEMPTION_STATE_LABELS[state],
          撤销时间: revokedAt,
          撤销原因: reason,
        }),
      }),
    ],
  },
]
