import { z } from 'zod'
import {
  type CodeList,
  DEGREES,
  EDUCATIONS,
  ETHNICITIES,
  isCodeOf,
  PROFESSIONAL_QUALIFICATIONS,
  QUALIFICATION_SERIES,
} from '../codes'
import { abilities, day, id, line } from '../http/contract'
import { checkMobileNumber, MOBILE_NUMBER_MESSAGES } from '../identifiers'
import { regionPath } from '../regions'

const codeOf = (list: CodeList) =>
  z
    .string()
    .max(20)
    .refine((code) => isCodeOf(list, code), { error: '请从给出的选项中选择' })

/** Left out, `null` and an empty line all mean that there is none. */
const optional = <S extends z.ZodType<string, string>>(field: S) => field.nullish().transform((value) => value || null)

const mobileNumber = z
  .string()
  .max(40)
  .transform((value, context) => {
    const check = checkMobileNumber(value)
    if (check.ok) return check.value
    context.addIssue({ code: 'custom', message: MOBILE_NUMBER_MESSAGES[check.problem] })
    return z.NEVER
  })

/**
 * What a trainee fills in. Name, ID number, sex and birth date are not here: they come from the real-name check.
 * Without `phone` the number stays as it is; everything else that is left out becomes empty.
 */
export const profileInput = z.strictObject({
  /** Of the profile that was edited; 0 when there is none yet. */
  version: z.int().min(0),
  phone: mobileNumber.optional(),
  education: codeOf(EDUCATIONS),
  ethnicity: optional(codeOf(ETHNICITIES)),
  nativePlace: optional(line(50, 0)),
  degree: optional(codeOf(DEGREES)),
  school: optional(line(100, 0)),
  major: optional(line(100, 0)),
  graduatedOn: optional(day),
  workStartedOn: optional(day),
  email: optional(z.email({ error: '邮箱格式不正确，例如 name@example.com' }).max(100)),
  qualification: optional(codeOf(PROFESSIONAL_QUALIFICATIONS)),
  qualifiedOn: optional(day),
  profession: optional(line(100, 0)),
  series: z.array(codeOf(QUALIFICATION_SERIES)).max(10).default([]),
  regionCode: optional(
    z
      .string()
      .regex(/^\d{6}$/, { error: '请选择所在地区' })
      .refine((code) => regionPath(code).length > 0, { error: '请选择所在地区' }),
  ),
  postalCode: optional(z.string().regex(/^\d{6}$/, { error: '邮政编码应为 6 位数字' })),
  address: optional(line(100, 0)),
})

const text = z.string().nullable()

/** Of a person's own profile. Before it is saved the first time `id` is null and `version` 0. */
export const profileView = z.strictObject({
  id: id.nullable(),
  version: z.int(),
  /** Masked; like sex and birth date it follows from the real-name check. */
  residentId: z.string(),
  name: z.string(),
  /** GB/T 2261.1. */
  sex: z.string(),
  birthDate: day,
  /** Masked. */
  phone: text,
  education: text,
  ethnicity: text,
  nativePlace: text,
  degree: text,
  school: text,
  major: text,
  graduatedOn: text,
  workStartedOn: text,
  email: text,
  qualification: text,
  qualifiedOn: text,
  profession: text,
  series: z.array(z.string()),
  regionCode: text,
  postalCode: text,
  address: text,
  /** Enough is filled in to ask a unit. */
  isComplete: z.boolean(),
  abilities: abilities(['save', 'ask']),
})
