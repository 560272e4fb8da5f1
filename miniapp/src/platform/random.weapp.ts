import Taro from '@tarojs/taro'

/** Random bytes from the device's own generator, as lower-case hex. */
export async function randomHex(bytes: number): Promise<string> {
  const { randomValues } = await Taro.getRandomValues({ length: bytes })
  return Array.from(new Uint8Array(randomValues), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
