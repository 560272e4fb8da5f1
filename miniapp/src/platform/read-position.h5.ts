import { POSITION_PATIENCE_MS, type Position } from './position'

/** Where this device is; null where the person refuses, or it does not know in time. */
export function readPosition(): Promise<Position | null> {
  return new Promise((resolve) => {
    // The browser's own limit does not count the time in which it asks the person.
    setTimeout(() => resolve(null), POSITION_PATIENCE_MS)
    if (!('geolocation' in navigator)) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracyMetres: accuracy }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: POSITION_PATIENCE_MS, maximumAge: 30_000 },
    )
  })
}
