/** A short buzz with a result. A browser refuses it, and says so, on a page that nobody has touched yet. */
export function buzz(): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(15)
}
