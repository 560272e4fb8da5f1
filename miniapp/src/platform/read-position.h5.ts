import type { Position } from './position'

/** Where this device is; null where the person refuses, or it does not know in time. */
export function readPosition(patienceMs: number): Promise<Position | null> {
  return new Promise((resolve) => {
    // The browser's own limit does not count the time in which it asks the person.
    setTimeout(() => resolve(null), patienceMs)
    if (!('geolocation' in navigator)) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracyMetres: accuracy }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 30_000 },
    )
  })
}
