import { ATTACHMENTS_MAX, UNCLAIMED_HOURS } from '@jijiao/shared/attachments'
import { type ClientSession, type Connection, Types, trusted } from 'mongoose'
import type { Circumstances } from '../audit'
import { Problem } from '../http/problem'
import { type Attachment, attachmentModel, type OwnerRef } from './attachment.model'

type Store = { readonly db: Connection }
type Claim = {
  readonly owner: OwnerRef
  readonly ids: readonly string[]
  /** The field that named them, for the refusal. */
  readonly pointer?: string
}

/** When a file that nothing claims goes. */
export const unclaimedUntil = (at: Date) => new Date(at.getTime() + UNCLAIMED_HOURS * 60 * 60 * 1_000)

/**
 * Makes uploads part of a thing, in the transaction of its command. Only who uploaded a file, acting for the same
 * organization, can claim it, and only once; what the thing has already may be named again.
 */
export async function claimAttachments(
  deps: Store,
  of: Circumstances,
  { owner, ids, pointer = '#/attachmentIds' }: Claim,
  session: ClientSession,
): Promise<void> {
  const asked = [...new Set(ids)].map((id) => new Types.ObjectId(id))
  if (asked.length === 0) return
  const Attachments = attachmentModel(deps.db)
  const kept = await Attachments.find({ ...ownedBy(owner) }, { _id: 1 }, { session }).lean()
  const had = new Set(kept.map(({ _id }) => String(_id)))
  const fresh = asked.filter((id) => !had.has(String(id)))
  const { accountId, organizationId } = of.actor
  const claimed = await Attachments.updateMany(
    {
      _id: trusted({ $in: fresh }),
      owner: null,
      uploadedBy: accountId ?? '',
      organizationId,
      expiresAt: trusted({ $gt: of.at }),
    },
    { $set: { owner }, $unset: { expiresAt: 1 } },
    { session },
  )
  if (claimed.modifiedCount !== fresh.length) {
    throw new Problem('invalid_input', { errors: [{ pointer, detail: '附件已失效或不属于您，请重新上传' }] })
  }
  if (had.size + fresh.length > ATTACHMENTS_MAX) {
    throw new Problem('invalid_input', { errors: [{ pointer, detail: `附件最多 ${ATTACHMENTS_MAX} 个` }] })
  }
}

/** Gives up what a thing has beyond these; the files are deleted a day later. */
export async function releaseAttachments(
  deps: Store,
  of: Circumstances,
  { owner, keep }: { readonly owner: OwnerRef; readonly keep: readonly string[] },
  session: ClientSession,
): Promise<void> {
  const kept = keep.map((id) => new Types.ObjectId(id))
  await attachmentModel(deps.db).updateMany(
    { ...ownedBy(owner), _id: trusted({ $nin: kept }) },
    { $set: { owner: null, uploadedBy: '', expiresAt: unclaimedUntil(of.at) } },
    { session },
  )
}

/** The thing has exactly these from now on. */
export async function setAttachments(deps: Store, of: Circumstances, claim: Claim, session: ClientSession) {
  await releaseAttachments(deps, of, { owner: claim.owner, keep: claim.ids }, session)
  await claimAttachments(deps, of, claim, session)
}

/** A thing's attachments, oldest first. */
export const attachmentsOf = (deps: Store, owner: OwnerRef, session?: ClientSession): Promise<Attachment[]> =>
  attachmentModel(deps.db)
    .find(ownedBy(owner), null, session ? { session } : {})
    .sort({ _id: 1 })
    .lean<Attachment[]>()
    .exec()

/** The attachments of a page of things of one kind, by the thing's id. */
export async function attachmentsOfAll(
  deps: Store,
  owners: readonly OwnerRef[],
): Promise<ReadonlyMap<string, Attachment[]>> {
  const byOwner = new Map<string, Attachment[]>()
  const [first] = owners
  if (!first) return byOwner
  const found = await attachmentModel(deps.db)
    .find({ 'owner.kind': first.kind, 'owner.id': trusted({ $in: owners.map(({ id }) => id) }) })
    .sort({ _id: 1 })
    .lean<Attachment[]>()
  for (const attachment of found) {
    const id = attachment.owner?.id ?? ''
    byOwner.set(id, [...(byOwner.get(id) ?? []), attachment])
  }
  return byOwner
}

const ownedBy = ({ kind, id }: OwnerRef) => ({ 'owner.kind': kind, 'owner.id': id })
