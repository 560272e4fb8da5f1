import Taro from '@tarojs/taro'
import { copyText } from './clipboard'

/** A mini-program cannot leave for a web page: the link is copied, and the person is told what to do with it. */
export async function openUrl(url: string): Promise<void> {
  if (!(await copyText(url))) return
  await Taro.showModal({ title: '链接已复制', content: '请在电脑或手机的浏览器里粘贴打开。', showCancel: false })
}
