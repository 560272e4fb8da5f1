import type { CodeList } from './list'

/** GB/T 12404, its main levels; the finer codes inside a level (11 … 13, 61 … 63, 71, 72) are left out. */
export const SUBORDINATIONS = [
  { code: '10', label: '中央' },
  { code: '20', label: '省（自治区、直辖市）' },
  { code: '40', label: '市（地区）' },
  { code: '50', label: '县（区）' },
  { code: '60', label: '街道、镇、乡' },
  { code: '70', label: '居民委员会、村民委员会' },
  { code: '90', label: '其他' },
] as const satisfies CodeList
export type SubordinationCode = (typeof SUBORDINATIONS)[number]['code']

/** The manual's list; there is no standard code for it. */
export const UNIT_NATURES = [
  { code: 'enterprise', label: '企业' },
  { code: 'government', label: '政府部门' },
  { code: 'publicInstitution', label: '事业单位' },
  { code: 'socialOrganization', label: '社会团体' },
  { code: 'other', label: '其他' },
] as const satisfies CodeList
export type UnitNature = (typeof UNIT_NATURES)[number]['code']
