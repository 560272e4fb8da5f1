import { monotonicNow } from './clock'

/** A moment that can be kept and whose age can be told later, also after a restart of the app. */
export type Stamp = { readonly launch: string; readonly monotonicMs: number; readonly wallMs: number }

const launch = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

export function stampNow(): Stamp {
  return { launch, monotonicMs: monotonicNow(), wallMs: Date.now() }
}

/** Age in milliseconds: by the monotonic clock within one launch, by the wall clock (which a person may set) across launches. */
export function elapsedSince(stamp: Stamp): number {
  const age = stamp.launch === launch ? monotonicNow() - stamp.monotonicMs : Date.now() - stamp.wallMs
  return Math.max(0, Math.round(age))
}
