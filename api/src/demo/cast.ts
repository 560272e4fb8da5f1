import { createHash } from 'node:crypto'
import { synthesizeResidentId, synthesizeUnifiedSocialCreditCode } from '@jijiao/shared/identifiers'
import type { OperatorGrant, OrganizationKind } from '@jijiao/shared/organizations'

/** Everybody's password in the demo world. Production refuses to start with it. */
export const DEMO_PASSWORD = 'Jijiao2580'

/** The same id for the same thing on every machine. */
export const demoId = (thing: string) => createHash('sha256').update(`demo:${thing}`).digest('hex').slice(0, 24)

export type DemoUnit = {
  readonly key: string
  readonly kind: OrganizationKind
  readonly name: string
  readonly aliases: readonly string[]
  readonly regionCode: string
  readonly serial: number
  readonly joinCode: string
}

export const UNITS = [
  {
    key: 'school',
    kind: 'unit',
    name: '东莞市松湖职业技术学校',
    aliases: ['松湖职校'],
    regionCode: '441900',
    serial: 10_001,
    joinCode: 'SHZX2628',
  },
  {
    key: 'hospital',
    kind: 'unit',
    name: '中山市香山第二人民医院',
    aliases: ['香山二院'],
    regionCode: '442000',
    serial: 10_002,
    joinCode: 'XSEY2628',
  },
  {
    key: 'institute',
    kind: 'unit',
    name: '广州市岭南建筑设计研究院',
    aliases: ['岭南设计院'],
    regionCode: '440100',
    serial: 10_003,
    joinCode: 'GNSJ2628',
  },
] as const satisfies readonly DemoUnit[]

export const unitCode = (unit: DemoUnit) =>
  synthesizeUnifiedSocialCreditCode({ category: '12', regionCode: unit.regionCode, serial: unit.serial })

export type DemoOperator = {
  readonly userName: string
  readonly name: string
  readonly unit: (typeof UNITS)[number]['key']
  readonly grants: readonly OperatorGrant[]
}

export const OPERATORS: readonly DemoOperator[] = [
  { userName: 'operator01', name: '陈丽', unit: 'school', grants: ['operate', 'decide'] },
  { userName: 'operator02', name: '周明远', unit: 'school', grants: ['operate'] },
  { userName: 'operator03', name: '何燕', unit: 'hospital', grants: ['operate', 'decide'] },
]

/** Sixty names as they occur: common, double surnames, minorities, and characters that many fonts lack. */
const NAMES = [
  '张伟',
  '王秀英',
  '李娜',
  '刘洋',
  '陈静',
  '杨磊',
  '黄晓敏',
  '赵强',
  '周婷',
  '吴昊',
  '欧阳明月',
  '司徒志远',
  '上官云飞',
  '诸葛瑾',
  '单于飞',
  '龚𬭚',
  '张喆',
  '李龑',
  '王犇',
  '陈淼',
  '刘璟',
  '林垚',
  '何堃',
  '郭翀',
  '马骉',
  '罗曌',
  '梁翯',
  '宋祎',
  '唐彧',
  '许珺',
  '韩昶',
  '冯偲',
  '邓湉',
  '曹骞',
  '彭翊',
  '曾㛃',
  '肖𠅤',
  '田甜',
  '董芃',
  '袁罡',
  '潘旻',
  '于飏',
  '蒋蔼琳',
  '蔡倬',
  '余懿',
  '杜衡',
  '叶蓁',
  '程颢然',
  '魏晟',
  '吕骁',
  '丁一',
  '任盈盈',
  '沈亦菲',
  '姚瑶',
  '卢照',
  '姜子航',
  '崔莺',
  '钟灵',
  '阿依古丽·买买提',
  '张伟',
] as const

const EDUCATIONS = ['21', '14', '31', '21', '21', '11'] as const
const QUALIFICATIONS = ['013', '012', '083', '082', '053', null] as const

export type DemoTrainee = {
  readonly userName: string
  readonly name: string
  readonly birthDate: string
  readonly residentId: string
  readonly phone: string
  readonly education: string
  readonly qualification: string | null
}

const day = (offset: number) => new Date(Date.UTC(1968, 0, 1 + offset)).toISOString().slice(0, 10)

export const TRAINEES: readonly DemoTrainee[] = NAMES.map((name, index) => {
  const number = index + 1
  const birthDate = day(index * 173)
  return {
    userName: `trainee${String(number).padStart(2, '0')}`,
    name,
    birthDate,
    residentId: synthesizeResidentId({ regionCode: '441900', birthDate, sequence: (index * 37) % 1_000 }),
    phone: `138000${String(10_000 + number)}`,
    education: EDUCATIONS[index % EDUCATIONS.length] ?? '21',
    qualification: QUALIFICATIONS[index % QUALIFICATIONS.length] ?? null,
  }
})

export const operatorPerson = (operator: DemoOperator, index: number) => ({
  residentId: synthesizeResidentId({
    regionCode: '442000',
    birthDate: day(4_000 + index * 211),
    sequence: 100 + index,
  }),
  phone: `139000${String(10_001 + index)}`,
})
