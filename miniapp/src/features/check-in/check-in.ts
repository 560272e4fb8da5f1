import { asksForPlace, type CheckInView, codeFromText, type MySession } from '@jijiao/shared/attendance'
import { api, errorSentence, OfflineError } from '../../api'
import { isOnline } from '../../platform/network'
import { POSITION_PATIENCE_MS, type Position } from '../../platform/position'
import { readPosition } from '../../platform/read-position'
import { buzz } from '../../platform/vibrate'
import { keptScans } from './outbox'
import { mayReadPlace } from './place-consent'

/** Where the phone is, if the person has agreed to say so. */
const readAllowed = async (): Promise<Position | null> =>
  mayReadPlace() ? readPosition(POSITION_PATIENCE_MS.scanning) : null

/** How a check-in ended, for the page that says so. */
export type CheckInOutcome =
  | { readonly kind: 'marked'; readonly view: CheckInView }
  | { readonly kind: 'kept' }
  | { readonly kind: 'refused'; readonly sentence: string }

/** Checks in by what a scanner read. Where the server cannot be reached the scan is kept and sent later. */
export async function checkInByScan(text: string): Promise<CheckInOutcome> {
  const code = codeFromText(text)
  if (!code) return { kind: 'refused', sentence: '这不是签到码，请扫描现场屏幕上的签到码' }
  const position = asksForPlace(text) ? await readAllowed() : null
  try {
    const view = await api.attendance.checkIn({ body: { by: 'scan', code, position } })
    buzz()
    return { kind: 'marked', view }
  } catch (error) {
    if (!(error instanceof OfflineError)) return { kind: 'refused', sentence: errorSentence(error) }
    return keep(code, position)
  }
}

/** Checks in by the six digits under the code. They cannot be kept: they are worth nothing a few seconds later. */
export async function checkInByDigits({ id, wantsPlace }: MySession, digits: string): Promise<CheckInView> {
  const position = wantsPlace ? await readAllowed() : null
  const view = await api.attendance.checkIn({ body: { by: 'digits', sessionId: id, digits, position } })
  buzz()
  return view
}

async function keep(code: string, position: Position | null): Promise<CheckInOutcome> {
  try {
    await keptScans.add({ code, position })
  } catch (error) {
    return { kind: 'refused', sentence: (error as Error).message }
  }
  // The answer was lost but the network is there: try again at once, the server writes nothing twice.
  if (await isOnline()) void keptScans.flush()
  return { kind: 'kept' }
}
