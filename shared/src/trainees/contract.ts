import { z } from 'zod'
import { PROFILE_FIELDS, type ProfileField } from '../affiliations/labels'
import { profileContent, profileFields } from '../affiliations/profile.contract'
import type { Contract } from '../http'
import { abilities, day, id, instant, line, page, pageQuery } from '../http/contract'
import { residentIdInput } from '../identifiers/fields'
import { CHANGE_AUTHORS, REVEALED_FIELDS } from './constants'
import { traineeEndpoints as endpoints } from './endpoints'

const traineeParams = z.strictObject({ traineeId: id })
const name = line(50)

/** Sex and birth date follow from the ID number; given, they must agree with it. */
const newTrainee = z.strictObject({
  name,
  residentId: residentIdInput,
  sex: z.enum(['1', '2']).optional(),
  birthDate: day.optional(),
  ...profileFields,
})

const traineeEdit = z.strictObject({
  /** Of the profile that was edited. */
  version: z.int().min(1),
  /** Only of a trainee without an account of its own: after the real-name check the name is settled. */
  name: name.optional(),
  ...profileFields,
})

const traineeProfileView = z.strictObject({
  id,
  affiliationId: id,
  organization: z.strictObject({ id, name: z.string() }),
  ...profileContent,
  /** The person has passed the real-name check with this ID number. */
  isRealName: z.boolean(),
  affiliatedAt: instant,
  abilities: abilities(['edit', 'end', 'reveal']),
})

const profileChangeView = z.strictObject({
  id,
  at: instant,
  author: z.enum(CHANGE_AUTHORS),
  /** Of the operator or person; `null` where the reader need not know. */
  authorName: z.string().nullable(),
  organizationName: z.string().nullable(),
  /** Codes and days as they are stored; personal numbers masked. */
  fields: z.array(
    z.strictObject({
      field: z.enum(PROFILE_FIELDS as [ProfileField, ...ProfileField[]]),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})

const revealView = z.strictObject({
  id,
  at: instant,
  field: z.enum(REVEALED_FIELDS),
  purpose: z.string(),
  viewerName: z.string().nullable(),
  organizationName: z.string().nullable(),
})

export const traineeContract = {
  add: {
    ...endpoints.add,
    summary: 'Add a trainee to the unit, bound at once; the person is told and may dispute it',
    body: newTrainee,
    answer: traineeProfileView,
    status: 201,
    problems: [
      'not_allowed',
      'trainee_exists',
      'affiliated_elsewhere',
      'real_name_mismatch',
      'organization_merged',
      'data_restricted',
    ],
  },
  myChanges: {
    ...endpoints.myChanges,
    summary: 'What was changed in my profile, by whom, newest first',
    query: z.strictObject(pageQuery),
    answer: page(profileChangeView),
  },
  myReveals: {
    ...endpoints.myReveals,
    summary: 'Who looked at my whole ID number or phone, and why, newest first',
    query: z.strictObject(pageQuery),
    answer: page(revealView),
  },
  view: {
    ...endpoints.view,
    summary:
      "A trainee's whole profile, personal numbers masked: for its unit, and read-only for the region's authority",
    params: traineeParams,
    answer: traineeProfileView,
    problems: ['not_found'],
  },
  edit: {
    ...endpoints.edit,
    summary: "Change the profile of one of the unit's trainees; every field that changes is kept in its history",
    params: traineeParams,
    body: traineeEdit,
    answer: traineeProfileView,
    problems: ['not_allowed', 'state_conflict', 'data_restricted'],
  },
  changes: {
    ...endpoints.changes,
    summary: 'What was changed in the profile of a trainee, by whom, newest first',
    params: traineeParams,
    query: z.strictObject(pageQuery),
    answer: page(profileChangeView),
  },
  reveal: {
    ...endpoints.reveal,
    summary: 'The whole ID number or phone, for a purpose; the look is recorded and the person can see it',
    params: traineeParams,
    body: z.strictObject({ field: z.enum(REVEALED_FIELDS), purpose: line(100, 4) }),
    answer: z.strictObject({ value: z.string().nullable() }),
    problems: ['not_allowed', 'too_many_requests', 'data_restricted'],
  },
} as const satisfies Contract

export type NewTrainee = z.output<typeof newTrainee>
export type TraineeEdit = z.output<typeof traineeEdit>
export type TraineeProfileView = z.output<typeof traineeProfileView>
export type ProfileChangeView = z.output<typeof profileChangeView>
export type RevealView = z.output<typeof revealView>
