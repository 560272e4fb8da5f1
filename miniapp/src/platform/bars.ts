import Taro from '@tarojs/taro'
import colors from '../theme.json'

/** WeChat's own bars follow the system; who has chosen otherwise gets them in the same theme as the page. */
export function showBars(theme: 'light' | 'dark'): void {
  const { barBackground, barText, pageBackground } = colors[theme]
  const frontColor = barText === 'white' ? '#ffffff' : '#000000'
  const calls = [
    () => Taro.setNavigationBarColor({ frontColor, backgroundColor: barBackground }),
    () => Taro.setBackgroundColor({ backgroundColor: pageBackground }),
  ]
  for (const call of calls) {
    Promise.resolve()
      .then(call)
      .catch(() => undefined)
  }
}
