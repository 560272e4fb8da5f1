import Taro from '@tarojs/taro'

/** Taro's types do not know the setting. */
type BaseInfo = Taro.getAppBaseInfo.Result & { readonly fontSizeSetting?: number }

/** Text of this size is what WeChat shows where nobody has changed it: 16, on iPhones 17. */
const USUAL_SIZE = 17
const USUAL_PIXELS = 16
const LARGEST = 1.4

/** How much larger than usual the person has set the text in WeChat; beyond 1.4 elder mode serves better. */
export function textScale(): number {
  const { fontSizeSetting: size = USUAL_PIXELS } = Taro.getAppBaseInfo() as BaseInfo
  return size <= USUAL_SIZE ? 1 : Math.min(size / USUAL_PIXELS, LARGEST)
}
