const DAY_MS = 86_400_000
/** Serial 1 is 1 January 1900; that calendar has a 29 February 1900, which never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const LAST_SERIAL = 2_958_465

/** Number formats that every spreadsheet program knows by their number, those of East Asia included. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a number in this format is a day or a time: it has a y, m, d or h outside of quotes and brackets. */
export const isDateFormat = (id: number, code: string | undefined) =>
  code === undefined ? isBuiltInDate(id) : /[ymdh年月日]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''))

/** A serial number as `YYYY-MM-DD`, with the time behind it where there is one; `null` when it is no date. */
export function dayOfSerial(serial: number, { is1904 }: { readonly is1904: boolean }): string | null {
  if (!Number.isFinite(serial) || serial < 1 || serial > LAST_SERIAL) return null
  const before1March = !is1904 && serial < 60 ? 1 : 0
  const epoch = is1904 ? EPOCH_1904 : EPOCH_1900
  const minutes = Math.round((serial + before1March) * 1_440)
  const text = new Date(epoch + (minutes / 1_440) * DAY_MS).toISOString()
  return minutes % 1_440 === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
}

/** A day as people write it (`2026-3-1`, `2026/03/01`, `2026.3.1`, `20260301`, `2026年3月1日`) as `YYYY-MM-DD`. */
export function readDay(text: string): string | null {
  const plain = text.normalize('NFKC').trim()
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?$/.exec(plain) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(plain)
  if (!parts) return null
  const [, year = '', month = '', day = ''] = parts
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso) ? iso : null
}
