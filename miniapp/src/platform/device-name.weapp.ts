import Taro from '@tarojs/taro'

/** How a person recognises this device in a list of sign-ins: `iPhone 13 微信`. */
export const DEVICE_NAME = `${Taro.getDeviceInfo().model} 微信`.slice(0, 40)
