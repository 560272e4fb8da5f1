import { COURSE_CATEGORY_LABELS } from '@jijiao/shared/classes'
import { type DataSubject, dataOf, type PersonalData } from '../../privacy/personal-data'
import { legacyCertificateModel, legacyPersonModel, legacyRecordModel } from './legacy.model'

const ofResident = ({ residentIdIndex }: DataSubject) => residentIdIndex && { residentIdIndex }

export const legacyPersonalData: readonly PersonalData[] = [
  {
    kind: 'legacy',
    sources: [
      dataOf({
        model: legacyRecordModel,
        of: (subject) => ofResident(subject) || null,
        show: ({ unitName, year, category, courseName, certifiedTenths, provider }) => ({
          单位: unitName,
          年度: year,
          类别: COURSE_CATEGORY_LABELS[category],
          课程: courseName,
          认定学时: certifiedTenths / 10,
          施教机构: provider,
        }),
      }),
      dataOf({
        model: legacyCertificateModel,
        of: (subject) => ofResident(subject) || null,
        show: ({ unitName, number, year, series, issuedOn }) => ({
          证书编号: number,
          单位: unitName,
          年度: year,
          系列: series,
          颁发日期: issuedOn,
        }),
      }),
    ],
    also: [legacyPersonModel],
  },
]
