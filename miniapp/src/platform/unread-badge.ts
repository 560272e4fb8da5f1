import Taro from '@tarojs/taro'
import { TAB_PAGES } from '../routes'

const MESSAGES_TAB = TAB_PAGES.indexOf('messages')
const MOST = 99

/** The number on the tab 消息. On a page without the tab bar WeChat refuses; the next tab page sets it. */
export function showUnread(count: number): void {
  const text = count > MOST ? `${MOST}+` : String(count)
  Promise.resolve()
    .then(() =>
      count > 0 ? Taro.setTabBarBadge({ index: MESSAGES_TAB, text }) : Taro.removeTabBarBadge({ index: MESSAGES_TAB }),
    )
    .catch(() => undefined)
}
