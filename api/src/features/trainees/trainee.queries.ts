import { type ProfileChangeView, REVEALED_FIELDS, type RevealView } from '@jijiao/shared/trainees'
import { Types } from 'mongoose'
import { type Fact, factsAbout } from '../../audit'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { decodeCursor } from '../../http/cursor'
import { accountNames } from '../accounts'
import { type ProfileChange, profileChangeModel } from '../affiliations'
import { organizationNames } from '../organizations'

type Reader = 'person' | { readonly organizationId: string }

/** The history of a profile, newest first, as its reader may know it. */
export async function pageOfChanges(deps: Deps, traineeId: string, query: PageQuery, reader: Reader) {
  const found = await profileChangeModel(deps.db)
    .find({ traineeId: new Types.ObjectId(traineeId), ...afterCursor(query.cursor, { path: '_id', direction: -1 }) })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<ProfileChange[]>()
  const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
  const [accounts, organizations] = await Promise.all([
    accountNames(
      deps,
      data.flatMap(({ accountId }) => accountId ?? []),
    ),
    organizationNames(
      deps,
      data.flatMap(({ organizationId }) => organizationId ?? []),
    ),
  ])
  const present = (change: ProfileChange): ProfileChangeView => {
    const author = authorOf(change, reader)
    // Which units somebody was with before is not the next unit's business.
    const isHidden = author === 'otherUnit' && reader !== 'person'
    const [account, organization] = [String(change.accountId), String(change.organizationId)]
    return {
      id: String(change._id),
      at: change.at.toISOString(),
      author,
      authorName: isHidden ? null : (accounts.get(account)?.name ?? null),
      organizationName: isHidden ? null : (organizations.get(organization) ?? null),
      fields: change.fields,
    }
  }
  return { data: data.map(present), nextCursor }
}

function authorOf({ accountId, organizationId }: ProfileChange, reader: Reader): ProfileChangeView['author'] {
  if (organizationId) return reader === 'person' || organizationId.equals(reader.organizationId) ? 'unit' : 'otherUnit'
  return accountId ? 'person' : 'system'
}

/** Who looked at a whole number of this trainee, newest first. */
export async function pageOfReveals(deps: Deps, traineeId: string, query: PageQuery) {
  const before = query.cursor === undefined ? null : decodeCursor(query.cursor).id
  const about = { subjectId: traineeId, what: 'PersonalDataRevealed' } as const
  const found = await factsAbout(deps.db, about, { before, limit: query.limit + 1 })
  const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
  const [accounts, organizations] = await Promise.all([
    accountNames(deps, idsOf(data, 'accountId')),
    organizationNames(deps, idsOf(data, 'organizationId')),
  ])
  const present = ({ _id, at, actor, reason, details }: Fact): RevealView => ({
    id: String(_id),
    at: at.toISOString(),
    field: REVEALED_FIELDS.find((field) => field === details?.field) ?? 'residentId',
    purpose: reason ?? '',
    viewerName: accounts.get(actor.accountId ?? '')?.name ?? null,
    organizationName: organizations.get(actor.organizationId ?? '') ?? null,
  })
  return { data: data.map(present), nextCursor }
}

const idsOf = (facts: readonly Fact[], field: keyof Fact['actor']) =>
  facts.flatMap(({ actor }) => actor[field] ?? []).map((id) => new Types.ObjectId(id))
