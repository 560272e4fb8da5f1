/** Milliseconds since some moment before; setting the device's clock does not move it. */
export function monotonicNow(): number {
  return performance.now()
}
