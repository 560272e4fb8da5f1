import Taro from '@tarojs/taro'

/** WeChat runs what it has and loads what is new beside it: the person decides when to change over. */
export function offerUpdates(): void {
  const manager = Taro.getUpdateManager()
  manager.onUpdateReady(() => void offer(() => manager.applyUpdate()))
}

async function offer(apply: () => void): Promise<void> {
  const { confirm } = await Taro.showModal({
    title: '新版本已准备好',
    content: '重新打开后使用新版本。正在填写的内容请先保存。',
    confirmText: '现在更新',
    cancelText: '稍后',
  })
  if (confirm) apply()
}
