import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, id, instant, line, page, pageQuery, paragraph } from '../http/contract'
import { residentIdInput } from '../identifiers/fields'
import { OPERATOR_GRANTS } from '../organizations/constants'
import { OPERATOR_STATES } from '../organizations/lifecycle'
import { operatorEndpoints as endpoints } from './endpoints'

/** Only who knows all three of a person finds the person. */
const identity = { name: line(50, 2), userName: line(64), residentId: residentIdInput }

/** None: bound, but without any right to handle business yet. */
const grants = z
  .array(z.enum(OPERATOR_GRANTS))
  .max(OPERATOR_GRANTS.length)
  .transform((given) => [...new Set(given)])

const params = z.strictObject({ operatorId: id })

const candidate = z.strictObject({
  userName: z.string(),
  name: z.string(),
  /** Masked. */
  residentId: z.string(),
  /** Of an open binding to this unit; `null` without one. */
  state: z.enum(OPERATOR_STATES).nullable(),
  abilities: abilities(['invite']),
})

const operatorView = z.strictObject({
  id,
  userName: z.string(),
  name: z.string(),
  state: z.enum(OPERATOR_STATES),
  grants: z.array(z.enum(OPERATOR_GRANTS)),
  invitedAt: instant,
  /** Of an invitation that waits for its answer. */
  lapsesAt: instant.nullable(),
  activeAt: instant.nullable(),
  endedAt: instant.nullable(),
  abilities: abilities(['cancel', 'changeGrants']),
})

export const operatorContract = {
  find: {
    ...endpoints.find,
    summary: 'The real-name account that has this name, user name and ID number, or none',
    body: z.strictObject(identity),
    answer: z.strictObject({ candidate: candidate.nullable() }),
  },
  invite: {
    ...endpoints.invite,
    summary: 'Ask a person to be an operator of the unit; lapses after seven days',
    body: z.strictObject({ ...identity, grants }),
    answer: operatorView,
    status: 201,
    problems: ['person_not_found', 'operator_exists'],
  },
  list: {
    ...endpoints.list,
    summary: "The unit's operators and invitations, newest first",
    query: z.strictObject({ state: z.enum(OPERATOR_STATES).optional(), q: line(50, 0).optional(), ...pageQuery }),
    answer: page(operatorView),
  },
  changeGrants: {
    ...endpoints.changeGrants,
    summary: 'Grant or withdraw rights, of an invitation too; an active binding gets a new id, and its tokens end',
    params,
    body: z.strictObject({ grants }),
    answer: operatorView,
    problems: ['state_conflict', 'invitation_lapsed'],
  },
  cancel: {
    ...endpoints.cancel,
    summary: 'End a binding or take an invitation back; whoever acts for the unit by it is refused at once',
    params,
    body: z.strictObject({ reason: paragraph(200).default('') }),
    answer: operatorView,
    problems: ['state_conflict', 'invitation_lapsed'],
  },
} as const satisfies Contract

export type OperatorCandidate = z.output<typeof candidate>
export type OperatorView = z.output<typeof operatorView>
