import { describe, expect, it } from 'vitest'
import {
  ASSESSMENT_RESULTS,
  codesOf,
  DEGREES,
  EDUCATIONS,
  ETHNICITIES,
  EXAM_TYPES,
  isCodeOf,
  labelOf,
  PROFESSIONAL_QUALIFICATIONS,
  QUALIFICATION_SERIES,
  qualificationsOf,
  SEXES,
  STUDY_MODES,
  SUBORDINATIONS,
  UNIT_NATURES,
} from '.'

const LISTS = {
  SEXES,
  ETHNICITIES,
  EDUCATIONS,
  DEGREES,
  QUALIFICATION_SERIES,
  PROFESSIONAL_QUALIFICATIONS,
  SUBORDINATIONS,
  UNIT_NATURES,
  STUDY_MODES,
  EXAM_TYPES,
  ASSESSMENT_RESULTS,
}

describe('a code list', () => {
  it.each(Object.entries(LISTS))('%s has each code and each label once, and no empty one', (_name, list) => {
    expect(new Set(list.map(({ code }) => code)).size).toBe(list.length)
    expect(new Set(list.map(({ label }) => label)).size).toBe(list.length)
    expect(list.filter(({ code, label }) => !code || !label)).toEqual([])
  })

  it('answers the label of a code, and nothing for one it does not have', () => {
    expect(labelOf(EDUCATIONS, '21')).toBe('大学本科毕业')
    expect(labelOf(EDUCATIONS, '20')).toBe('大学本科教育')
    expect(labelOf(EDUCATIONS, '99')).toBeUndefined()
    expect(labelOf(EDUCATIONS, null)).toBeUndefined()
  })

  it('offers what may be chosen and keeps headings out', () => {
    expect(isCodeOf(EDUCATIONS, '21')).toBe(true)
    expect(isCodeOf(EDUCATIONS, '20')).toBe(false)
    expect(isCodeOf(EDUCATIONS, '__proto__')).toBe(false)
    expect(codesOf(EDUCATIONS)).not.toContain('20')
    expect(codesOf(ASSESSMENT_RESULTS)).toEqual(['passed', 'failed'])
  })
})

describe('ethnicity', () => {
  it('is one of 56, other, or of foreign descent', () => {
    expect(ETHNICITIES).toHaveLength(58)
    expect(['01', '08', '15', '36', '43', '56', '97'].map((code) => labelOf(ETHNICITIES, code))).toEqual([
      '汉族',
      '壮族',
      '土家族',
      '毛南族',
      '乌孜别克族',
      '基诺族',
      '其他',
    ])
  })
})

describe('degree', () => {
  it('is named after its level by the first digit', () => {
    const endings: Record<string, RegExp> = { 1: /博士/, 2: /博士/, 3: /硕士/, 4: /学士/ }
    for (const { code, label } of DEGREES) expect(label).toMatch(endings[code.charAt(0)] ?? /^$/)
    expect(labelOf(DEGREES, '345')).toBe('临床医学硕士专业学位')
  })
})

describe('professional qualification', () => {
  it.each([
    ['012', '副教授', '010', '2'],
    ['083', '工程师', '080', '3'],
    ['165', '技术设计员', '160', '5'],
    ['231', '主任医师', '230', '1'],
    ['362', '主任舞台技师', '360', '2'],
    ['413', '高级教师（小学）', '410', '3'],
    ['416', '三级教师（小学）', '410', '5'],
    ['684', '助理审计师', '680', '4'],
  ])('%s is %s', (code, label, seriesCode, level) => {
    expect(PROFESSIONAL_QUALIFICATIONS.find((entry) => entry.code === code)).toEqual({ code, label, seriesCode, level })
  })

  it('belongs to a series that lists it, highest first', () => {
    expect(qualificationsOf('080').map(({ label }) => label)).toEqual([
      '正高级工程师',
      '高级工程师',
      '工程师',
      '助理工程师',
      '技术员',
    ])
    expect(QUALIFICATION_SERIES.filter(({ code }) => qualificationsOf(code).length === 0)).toEqual([])
    expect(qualificationsOf('000')).toEqual([])
  })
})
