import { randomBytes } from 'node:crypto'
import { answer, type WxOptions } from './wx-answer'
import { createWxFiles, fileSystemOf } from './wx-files'

export type WxCall = { readonly name: string; readonly options: unknown }

/** What the outside world does to the app: set by the test, read by the simulated WeChat. */
export type World = {
  /** Origin of the server that really answers; the origin compiled into the app is replaced by it. */
  server: string | null
  isOnline: boolean
  /** What the camera sees at the next scan; null: the person goes back. */
  scanned: string | null
  loginCode: string
  /** Where the phone is; null: the person does not say. */
  position: { readonly latitude: number; readonly longitude: number; readonly accuracy: number } | null
  readonly storage: Map<string, unknown>
  /** Files on the phone, by path. */
  readonly files: Map<string, Buffer>
  /** What the person takes with the camera or chooses from the album, as PNG; null: they go back. */
  photos: readonly Buffer[] | null
  /** What the person chooses from the files of a chat; null: they go back. */
  documents: readonly { readonly name: string; readonly bytes: Buffer }[] | null
  /** Whether the app may write to the album, and what it wrote. */
  readonly album: { isAllowed: boolean; readonly pictures: Buffer[] }
  /** Documents that WeChat's viewer has opened. */
  readonly opened: Buffer[]
  /** Files that were sent to a chat, under the names that they have there. */
  readonly shared: Map<string, Buffer>
  /** The network breaks while a file is on its way. */
  breaksDownloads: boolean
  /** What the person answers when WeChat asks for subscriptions. */
  subscribing: 'accept' | 'reject' | 'ban'
  /** A finger is on the screen: some things are only open to a tap. */
  isTapped: boolean
}

/** What succeeds without any effect here. Taro offers its pages only what it finds in `wx` by name. */
const SILENT = [
  'authorize',
  'hideHomeButton',
  'hideKeyboard',
  'hideLoading',
  'hideToast',
  'hideTabBarRedDot',
  'pageScrollTo',
  'previewImage',
  'removeStorage',
  'removeTabBarBadge',
  'requirePrivacyAuthorize',
  'setClipboardData',
  'setKeepScreenOn',
  'setNavigationBarColor',
  'setNavigationBarTitle',
  'setScreenBrightness',
  'setTabBarBadge',
  'showLoading',
  'showShareMenu',
  'showTabBarRedDot',
  'showToast',
  'startPullDownRefresh',
  'stopPullDownRefresh',
  'vibrateShort',
] as const

const SYSTEM = {
  brand: 'devtools',
  model: 'iPhone X',
  pixelRatio: 3,
  screenWidth: 375,
  screenHeight: 812,
  windowWidth: 375,
  windowHeight: 724,
  statusBarHeight: 44,
  language: 'zh_CN',
  version: '8.0.50',
  system: 'iOS 17',
  platform: 'devtools',
  SDKVersion: '3.7.0',
  theme: 'light',
  safeArea: { left: 0, right: 375, top: 44, bottom: 778, width: 375, height: 734 },
}

/** The parts of `wx` that need no page: device, storage, network, scanner. `calls` receives what was asked. */
export function createWxApi(world: World, calls: WxCall[]) {
  const networkListeners = new Set<(state: { isConnected: boolean; networkType: string }) => void>()
  const networkType = () => (world.isOnline ? 'wifi' : 'none')

  const api: Record<string, unknown> = {
    ...synchronous(),
    getFileSystemManager: () => fileSystemOf(world),
    getStorageSync: (key: string) => world.storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void world.storage.set(key, value),
    removeStorageSync: (key: string) => void world.storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...world.storage.keys()], currentSize: 0, limitSize: 10240 }),
    onNetworkStatusChange: (listener: (state: { isConnected: boolean; networkType: string }) => void) =>
      void networkListeners.add(listener),
    offNetworkStatusChange: (listener: (state: { isConnected: boolean; networkType: string }) => void) =>
      void networkListeners.delete(listener),
  }

  const asynchronous: Record<string, (options: WxOptions) => unknown> = {
    ...createWxFiles(world),
    request: (options) => request(world, options),
    getNetworkType: () => ({ networkType: networkType() }),
    getLocation: () => {
      if (!world.position) throw new Error('auth deny')
      return world.position
    },
    login: () => ({ code: world.loginCode }),
    scanCode: () => {
      if (world.scanned === null) throw new Error('cancel')
      return { result: world.scanned, scanType: 'QR_CODE', charSet: 'utf-8', path: '' }
    },
    getRandomValues: ({ length }) => {
      const bytes = randomBytes(Number(length))
      return { randomValues: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) }
    },
    getStorage: ({ key }) => {
      if (!world.storage.has(String(key))) throw new Error('data not found')
      return { data: world.storage.get(String(key)) }
    },
    setStorage: ({ key, data }) => void world.storage.set(String(key), data),
    getScreenBrightness: () => ({ value: 0.5 }),
    getSetting: () => ({ authSetting: {} }),
    showModal: () => ({ confirm: true, cancel: false }),
  }
  for (const [name, act] of Object.entries(asynchronous)) {
    api[name] = (options: WxOptions = {}) => answer(name, options, () => act(options))
  }
  for (const name of SILENT) api[name] = (options: WxOptions = {}) => answer(name, options, () => undefined)

  return {
    /** `wx` itself. What is not simulated is not there; listeners of what never happens never hear anything. */
    wx: (extra: Record<string, unknown>) => {
      const known: Record<string, unknown> = { ...api, ...extra }
      return new Proxy(known, {
        get: (target, name) => {
          if (typeof name !== 'string') return undefined
          if (name in Object.prototype) return Reflect.get(target, name)
          const own = target[name]
          if (typeof own === 'function') {
            return (...args: unknown[]) => {
              calls.push({ name, options: args[0] })
              return own(...args)
            }
          }
          if (name in target) return own
          if (name === 'cloud' || name === 'then' || name === 'webpackJsonp') return undefined
          return /^(on|off)[A-Z]/.test(name) ? () => undefined : undefined
        },
        has: (_, name) => typeof name === 'string',
      })
    },
    setOnline: (isOnline: boolean) => {
      world.isOnline = isOnline
      for (const listener of networkListeners) listener({ isConnected: isOnline, networkType: networkType() })
    },
  }
}

function synchronous(): Record<string, unknown> {
  return {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    canIUse: () => true,
    nextTick: (task: () => void) => void setTimeout(task),
    getSystemInfoSync: () => SYSTEM,
    getWindowInfo: () => SYSTEM,
    getAppBaseInfo: () => SYSTEM,
    getDeviceInfo: () => SYSTEM,
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getPerformance: () => ({ now: () => performance.now() }),
    getUpdateManager: () => ({
      onCheckForUpdate: () => undefined,
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    getMenuButtonBoundingClientRect: () => ({ top: 48, left: 281, width: 87, height: 32, right: 368, bottom: 80 }),
  }
}

async function request(world: World, options: WxOptions): Promise<unknown> {
  if (!world.isOnline || !world.server) throw new Error('net::ERR_INTERNET_DISCONNECTED')
  const method = String(options.method ?? 'GET').toUpperCase()
  if (method === 'PATCH') throw new Error('wx.request has no PATCH')
  const asked = new URL(String(options.url))
  const headers = { ...(options.header as Record<string, string> | undefined) }
  const body = options.data === undefined || options.data === null || method === 'GET' ? undefined : options.data
  const response = await fetch(world.server + asked.pathname + asked.search, {
    method,
    headers,
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(Number(options.timeout ?? 60_000)),
  }).catch((error: Error) => {
    throw new Error(error.name === 'TimeoutError' ? 'timeout' : error.message)
  })
  const content = await response.arrayBuffer()
  // The network may have gone while the answer was on its way.
  if (!world.isOnline) throw new Error('interrupted')
  const data = options.responseType === 'arraybuffer' ? content : parsed(Buffer.from(content).toString())
  return { statusCode: response.status, header: Object.fromEntries(response.headers), data }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
