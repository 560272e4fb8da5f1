/** By what the file holds, not by what it is called. */
export const ATTACHMENT_TYPES = ['pdf', 'jpg', 'png', 'docx', 'xlsx'] as const
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

export const ATTACHMENT_MAX_BYTES = 10 * 1024 * 1024
/** Of the files in one archive: a store takes five gigabytes at a time. */
export const ARCHIVE_MAX_BYTES = 4 * 1024 ** 3
/** Of one thing, such as a plan. */
export const ATTACHMENTS_MAX = 20
/** Uploaded and not yet part of anything; after that the oldest must be used or removed first. */
export const UNCLAIMED_ATTACHMENTS_MAX = 40
/** What nothing has claimed by then is deleted. */
export const UNCLAIMED_HOURS = 24
