import { z } from 'zod'
import { DEGREES, EDUCATIONS, ETHNICITIES, PROFESSIONAL_QUALIFICATIONS, QUALIFICATION_SERIES } from '../codes'
import { codeOf } from '../codes/fields'
import { abilities, day, id, line, optionalText } from '../http/contract'
import { mobileNumber } from '../identifiers/fields'
import { regionPath } from '../regions'

/** What is filled in of a profile. Without `phone` the number stays as it is; everything else left out becomes empty. */
export const profileFields = {
  phone: mobileNumber.optional(),
  education: codeOf(EDUCATIONS),
  ethnicity: optionalText(codeOf(ETHNICITIES)),
  nativePlace: optionalText(line(50, 0)),
  degree: optionalText(codeOf(DEGREES)),
  school: optionalText(line(100, 0)),
  major: optionalText(line(100, 0)),
  graduatedOn: optionalText(day),
  workStartedOn: optionalText(day),
  email: optionalText(z.email({ error: '邮箱格式不正确，例如 name@example.com' }).max(100)),
  qualification: optionalText(codeOf(PROFESSIONAL_QUALIFICATIONS)),
  qualifiedOn: optionalText(day),
  profession: optionalText(line(100, 0)),
  series: z.array(codeOf(QUALIFICATION_SERIES)).max(10).default([]),
  regionCode: optionalText(
    z
      .string()
      .regex(/^\d{6}$/, { error: '请选择所在地区' })
      .refine((code) => regionPath(code).length > 0, { error: '请选择所在地区' }),
  ),
  postalCode: optionalText(z.string().regex(/^\d{6}$/, { error: '邮政编码应为 6 位数字' })),
  address: optionalText(line(100, 0)),
}

/** What a trainee fills in. Name, ID number, sex and birth date are not here: they come from the real-name check. */
export const profileInput = z.strictObject({
  /** Of the profile that was edited; 0 when there is none yet. */
  version: z.int().min(0),
  ...profileFields,
})

const text = z.string().nullable()

/** What is shown of a profile, to whomever. */
export const profileContent = {
  version: z.int(),
  /** Masked; sex and birth date follow from it. */
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
}

/** Of a person's own profile. Before it is saved the first time `id` is null and `version` 0. */
export const profileView = z.strictObject({
  id: id.nullable(),
  ...profileContent,
  /** Enough is filled in to ask a unit. */
  isComplete: z.boolean(),
  abilities: abilities(['save', 'ask']),
})
