import Taro from '@tarojs/taro'

/** Makes the phone a good display for a code: awake and bright. Returns how to undo it. */
export async function startCodeDisplay(): Promise<() => void> {
  const before = await Taro.getScreenBrightness().catch(() => null)
  await Taro.setKeepScreenOn({ keepScreenOn: true }).catch(() => undefined)
  await Taro.setScreenBrightness({ value: 1 }).catch(() => undefined)
  return () => {
    void Taro.setKeepScreenOn({ keepScreenOn: false }).catch(() => undefined)
    if (before) void Taro.setScreenBrightness({ value: before.value }).catch(() => undefined)
  }
}
