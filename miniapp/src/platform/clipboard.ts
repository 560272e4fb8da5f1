import Taro from '@tarojs/taro'

/** Copies a text; WeChat says so itself, and in a browser the caller does. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text })
    return true
  } catch {
    return false
  }
}
