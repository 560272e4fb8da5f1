import { dataOf, type PersonalData } from '../../privacy/personal-data'
import { teacherModel } from './teacher.model'

/** A unit's own list of who teaches for it: each unit keeps and removes its own. */
export const teacherPersonalData: readonly PersonalData[] = [
  {
    kind: 'teaching',
    sources: [
      dataOf({
        model: teacherModel,
        of: ({ residentIdIndex }) => (residentIdIndex ? { residentIdIndex } : null),
        show: ({ name, sealedPhone, sealedEmail, coursesTaught, introduction, createdAt }, { vault }) => ({
          姓名: name,
          手机号: vault.open('phone', sealedPhone),
          电子邮箱: sealedEmail && vault.open('email', sealedEmail),
          讲授课程: coursesTaught,
          简介: introduction,
          登记时间: createdAt,
        }),
      }),
    ],
  },
]
