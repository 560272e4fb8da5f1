import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS } from '../classes'
import type { ListSheet, SheetColumnOf } from '../http'
import type { StandingLine } from './contract'
import { YEAR_OUTLOOK_LABELS } from './labels'

const columns: readonly SheetColumnOf<StandingLine>[] = [
  ['姓名', ({ name }) => name],
  ['身份证号码', ({ residentId }) => residentId],
  ['情况', ({ outlook }) => YEAR_OUTLOOK_LABELS[outlook]],
  ['应修学时', ({ needTenths }) => needTenths / 10],
  ['已计学时', ({ countedTenths }) => countedTenths / 10],
  ['待认定学时', ({ pendingTenths }) => pendingTenths / 10],
  ...COURSE_CATEGORIES.map(
    (category): SheetColumnOf<StandingLine> => [
      `${COURSE_CATEGORY_LABELS[category]}还差学时`,
      ({ short }) => (short.find((one) => one.category === category)?.tenths ?? 0) / 10,
    ],
  ),
]
export const STANDING_SHEET: ListSheet = { name: '年度学时情况', columns }
