/** Keeps the screen awake while a code is shown, where the browser can. Returns how to undo it. */
export async function startCodeDisplay(): Promise<() => void> {
  const lock = await navigator.wakeLock?.request('screen').catch(() => null)
  return () => {
    void lock?.release().catch(() => undefined)
  }
}
