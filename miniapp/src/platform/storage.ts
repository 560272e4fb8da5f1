import Taro from '@tarojs/taro'

/** What a device keeps: JSON under a name. A full or blocked storage loses nothing that is already on the screen. */
export function readStored<T>(name: string): T | null {
  try {
    const text: unknown = Taro.getStorageSync(name)
    return typeof text === 'string' && text !== '' ? (JSON.parse(text) as T) : null
  } catch {
    return null
  }
}

/** Says whether the value is now kept. */
export function store(name: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(name, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function removeStored(name: string): void {
  try {
    Taro.removeStorageSync(name)
  } catch {
    // A storage that cannot be written has nothing to remove.
  }
}
