/** Milliseconds that only ever grow, for measuring how much time has passed; they name no time of day. */
export function monotonicNow(): number {
  return typeof performance === 'undefined' ? Date.now() : performance.now()
}
