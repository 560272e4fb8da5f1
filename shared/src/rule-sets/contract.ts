import { z } from 'zod'
import { QUALIFICATION_SERIES } from '../codes'
import { codeOf } from '../codes/fields'
import type { Contract } from '../http'
import { abilities, instant, page, pageQuery, paragraph } from '../http/contract'
import { findRegion } from '../regions'
import { ruleSetEndpoints } from './endpoints'
import { ruleSetContent, ruleSetYears } from './fields'

const key = z.string().regex(/^[A-Za-z0-9-]{1,60}$/)
const ruleSetParams = z.strictObject({ key })
const year = z.coerce.number().int().min(1990).max(2999)
const region = z.string().refine((code) => findRegion(code) !== undefined, { error: '请选择所在地区' })
const version = z.int().min(1)

const ruleSetLine = z.strictObject({
  key,
  version,
  /** `null`: the nation. */
  regionCode: z.string().nullable(),
  regionName: z.string(),
  series: z.string().nullable(),
  years: ruleSetYears,
  verified: z.boolean(),
  /** Whether it is the version that holds; the others are history. */
  isCurrent: z.boolean(),
  abilities: abilities(['correct', 'confirm']),
})

const ruleSetView = ruleSetLine.extend({
  content: ruleSetContent,
  /** Why this version was made; `null` for one that the system began with. */
  reason: z.string().nullable(),
  createdAt: instant,
  /** Who vouches for it and on what evidence. */
  confirmation: z.strictObject({ authority: z.string(), at: instant, evidence: z.string() }).nullable(),
})

const reason = paragraph(500).min(1)

export const ruleSetContract = {
  applicable: {
    ...ruleSetEndpoints.applicable,
    summary: 'The rule set that holds in a region, year and series: the most specific one',
    query: z.strictObject({ regionCode: region, year, series: codeOf(QUALIFICATION_SERIES).optional() }),
    answer: ruleSetView,
    problems: ['no_rule_set'],
  },
  list: {
    ...ruleSetEndpoints.list,
    summary: 'The rule sets that hold, by key; with a region those of that region and around it',
    query: z.strictObject({ regionCode: region.optional(), year: year.optional(), ...pageQuery }),
    answer: page(ruleSetLine),
  },
  create: {
    ...ruleSetEndpoints.create,
    summary: "Lay down hours for the HR authority's own region, and one series where it is given",
    body: z.strictObject({
      years: ruleSetYears,
      series: codeOf(QUALIFICATION_SERIES).nullable(),
      content: ruleSetContent,
      reason,
    }),
    answer: ruleSetView,
    status: 201,
    problems: ['not_allowed', 'rule_set_exists'],
  },
  get: {
    ...ruleSetEndpoints.get,
    summary: 'The version of a rule set that holds now',
    params: ruleSetParams,
    answer: ruleSetView,
  },
  history: {
    ...ruleSetEndpoints.history,
    summary: 'All versions of a rule set, newest first',
    params: ruleSetParams,
    answer: z.strictObject({ data: z.array(ruleSetView) }),
  },
  getVersion: {
    ...ruleSetEndpoints.getVersion,
    summary: 'One version of a rule set, as a certificate names it',
    params: ruleSetParams.extend({ version: z.coerce.number().int().min(1) }),
    answer: ruleSetView,
  },
  correct: {
    ...ruleSetEndpoints.correct,
    summary: 'Correct a rule set of the own region; certificates keep the version they were issued by',
    params: ruleSetParams,
    body: z.strictObject({ version, years: ruleSetYears, content: ruleSetContent, reason }),
    answer: ruleSetView,
    problems: ['not_allowed', 'state_conflict'],
  },
  confirm: {
    ...ruleSetEndpoints.confirm,
    summary: 'Vouch for a rule set of the own region; not by whoever wrote this version',
    params: ruleSetParams,
    /** The document it was compared with, for instance. */
    body: z.strictObject({ version, evidence: reason }),
    answer: ruleSetView,
    problems: ['not_allowed', 'own_rule_set', 'rule_set_confirmed', 'state_conflict'],
  },
} as const satisfies Contract

export type RuleSetLine = z.output<typeof ruleSetLine>
export type RuleSetView = z.output<typeof ruleSetView>
