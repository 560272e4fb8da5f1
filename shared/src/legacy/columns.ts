import type { LegacyTable, LegacyTakeover } from './constants'

type Column = { readonly heading: string; readonly isRequired?: boolean }

/** The columns of each table of the old system, in the order of its template. */
export const LEGACY_COLUMNS = {
  units: {
    unitName: { heading: '单位名称', isRequired: true },
    unitCode: { heading: '单位代码', isRequired: true },
    regionCode: { heading: '行政区划代码' },
  },
  people: {
    unitName: { heading: '单位名称', isRequired: true },
    unitCode: { heading: '单位代码', isRequired: true },
    name: { heading: '姓名', isRequired: true },
    residentId: { heading: '身份证号', isRequired: true },
  },
  records: {
    unitName: { heading: '单位名称', isRequired: true },
    unitCode: { heading: '单位代码', isRequired: true },
    name: { heading: '姓名', isRequired: true },
    residentId: { heading: '身份证号', isRequired: true },
    year: { heading: '年度', isRequired: true },
    category: { heading: '科目类型', isRequired: true },
    courseName: { heading: '课程名称', isRequired: true },
    hours: { heading: '认定学时', isRequired: true },
    provider: { heading: '施教机构' },
    startsOn: { heading: '开始日期' },
    endsOn: { heading: '结束日期' },
  },
  certificates: {
    unitName: { heading: '单位名称', isRequired: true },
    unitCode: { heading: '单位代码', isRequired: true },
    name: { heading: '姓名', isRequired: true },
    residentId: { heading: '身份证号', isRequired: true },
    year: { heading: '年度', isRequired: true },
    number: { heading: '证书编号', isRequired: true },
    series: { heading: '系列' },
    publicHours: { heading: '公需课学时' },
    professionalHours: { heading: '专业课学时' },
    electiveHours: { heading: '个人选修学时' },
    result: { heading: '年度验证结果' },
    issuedOn: { heading: '发证日期' },
  },
} as const satisfies Readonly<Record<LegacyTable, Readonly<Record<string, Column>>>>

export const LEGACY_TAKEOVER_LABELS: Readonly<Record<LegacyTakeover, string>> = {
  bound: '已绑定本单位',
  otherUnit: '已绑定其他单位',
  otherName: '姓名与实名不一致',
  wrongNumber: '身份证号有误',
  restricted: '本人已注销账号',
}

export const LEGACY_TABLE_LABELS: Readonly<Record<LegacyTable, string>> = {
  units: '旧系统单位',
  people: '旧系统人员',
  records: '旧系统继续教育记录',
  certificates: '旧系统证书',
}
