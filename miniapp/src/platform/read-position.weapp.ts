import Taro from '@tarojs/taro'
import type { Position } from './position'

/**
 * Where this phone is; null where the person refuses, or it does not know in time. WeChat itself asks for the consent
 * to the privacy guideline and for the permission, with the words of `app.config.ts`.
 */
export function readPosition(patienceMs: number): Promise<Position | null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), patienceMs)
    Taro.getLocation({ type: 'wgs84', isHighAccuracy: true, highAccuracyExpireTime: patienceMs - 500 }).then(
      ({ latitude, longitude, accuracy }) => resolve({ latitude, longitude, accuracyMetres: accuracy }),
      () => resolve(null),
    )
  })
}
