import Taro from '@tarojs/taro'

/** A short buzz with a result; a phone that cannot stays still. */
export function buzz(): void {
  Promise.resolve(Taro.vibrateShort({ type: 'medium' })).catch(() => undefined)
}
