/** A browser loads what is newest by itself. */
export function offerUpdates(): void {}
