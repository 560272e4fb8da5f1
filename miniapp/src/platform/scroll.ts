import Taro from '@tarojs/taro'

/** Shows the beginning of the page, where a form says why it was not accepted. */
export function scrollToTop(): void {
  Promise.resolve(Taro.pageScrollTo({ scrollTop: 0, duration: 200 })).catch(() => undefined)
}
