import Taro from '@tarojs/taro'

export async function isOnline(): Promise<boolean> {
  const { networkType } = await Taro.getNetworkType()
  return networkType !== 'none'
}

/** Calls back whenever the network comes or goes; returns how to stop. */
export function onNetworkChange(listener: (online: boolean) => void): () => void {
  const handler = ({ isConnected }: { isConnected: boolean }) => listener(isConnected)
  Taro.onNetworkStatusChange(handler)
  return () => Taro.offNetworkStatusChange(handler)
}
