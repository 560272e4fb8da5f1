import { CERTIFICATE_STATE_LABELS } from '@jijiao/shared/certificates'
import { dataOf, ofTrainee, type PersonalData } from '../../privacy/personal-data'
import { certificateModel, printTicketModel } from './certificate.model'
import { recountRowModel } from './recount.rows'

/** As printed: a certificate that could not be checked any more would be worth nothing. */
export const certificatePersonalData: readonly PersonalData[] = [
  {
    kind: 'certificates',
    sources: [
      dataOf({
        model: certificateModel,
        of: ofTrainee,
        show: ({ sealedResidentId, totalTenths, ...certificate }, { vault }) => ({
          证书编号: certificate.number,
          年度: certificate.year,
          状态: CERTIFICATE_STATE_LABELS[certificate.state],
          姓名: certificate.name,
          身份证号: vault.open('residentId', sealedResidentId),
          单位: certificate.unitName,
          颁发机构: certificate.issuingBody,
          总学时: totalTenths / 10,
          课程: certificate.courses
            .map(({ name, creditHourTenths }) => `${name} ${creditHourTenths / 10} 学时`)
            .join('；'),
          颁发日期: certificate.issuedOn,
          原因: certificate.reason,
        }),
      }),
    ],
    also: [printTicketModel, recountRowModel],
  },
]
