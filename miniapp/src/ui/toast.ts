import Taro from '@tarojs/taro'

/** Says in passing that something small was done. What matters is said on the page itself. */
export function toast(message: string): void {
  void Taro.showToast({ title: message, icon: 'none', duration: Math.max(2000, message.length * 180) })
}
