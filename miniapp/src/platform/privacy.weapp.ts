import Taro from '@tarojs/taro'

/** Asks WeChat's privacy authorization at the moment of use; false when the person refuses. */
export async function askPrivacyConsent(): Promise<boolean> {
  if (!Taro.canIUse('requirePrivacyAuthorize')) return true
  try {
    await Taro.requirePrivacyAuthorize()
    return true
  } catch {
    return false
  }
}
