const CLASS_LINK = /^https?:\/\/[^/?#]+\/k\/([0-9a-f]{24})\/?(?:[?#].*)?$/i

/** The text of a class's QR code: opening it leads its trainees to the class, with time, place and timetable. */
export const classLink = (origin: string, classId: string) => `${origin}/k/${classId}`

/** The class out of the text of a scanned QR code; `null` when it is something else. */
export const readClassLink = (text: string): string | null => CLASS_LINK.exec(text.trim())?.[1]?.toLowerCase() ?? null
