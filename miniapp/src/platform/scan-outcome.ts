/** How a scan ended. `unavailable` says why in a sentence; typing the six digits always works. */
export type ScanOutcome =
  | { readonly kind: 'scanned'; readonly text: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unavailable'; readonly reason: string }
