import Taro from '@tarojs/taro'
import type { ScanOutcome } from './scan-outcome'

/** Opens WeChat's scanner: the camera only, so that a picture passed on cannot be scanned. */
export async function scanCode(): Promise<ScanOutcome> {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] })
    return { kind: 'scanned', text: result }
  } catch (error) {
    const message = (error as { errMsg?: string }).errMsg ?? ''
    if (message.includes('cancel')) return { kind: 'cancelled' }
    return { kind: 'unavailable', reason: '无法打开摄像头，请在微信设置里允许使用摄像头，或输入屏幕上的六位数字' }
  }
}
