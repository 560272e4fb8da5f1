/** A phone, and a tablet too: WeChat's own bars and pages are a phone's everywhere. */
export function useWide(): boolean {
  return false
}
