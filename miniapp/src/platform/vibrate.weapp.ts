import Taro from '@tarojs/taro'

/** A short buzz with a result. It is never the reason that anything fails. */
export function buzz(): void {
  try {
    Promise.resolve(Taro.vibrateShort({ type: 'medium' })).catch(() => undefined)
  } catch {
    // This device cannot.
  }
}
