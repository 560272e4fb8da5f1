import type { PageDefinition } from './runtime'
import { answer, type WxOptions } from './wx-answer'

export type PageInstance = Record<string, unknown> & {
  readonly route: string
  data: Record<string, unknown>
}

export type SetDataSize = { readonly route: string; readonly bytes: number }

type StackOptions = {
  readonly routes: readonly string[]
  readonly tabs: readonly string[]
  readonly definitionOf: (route: string) => PageDefinition
  readonly guarded: <A extends unknown[]>(task: (...args: A) => void) => (...args: A) => void
  readonly onSetData: (size: SetDataSize) => void
}

/** The stack of open pages, moved as WeChat moves it. */
export function createPageStack({ routes, tabs, definitionOf, guarded, onSetData }: StackOptions) {
  const stack: PageInstance[] = []
  const top = () => stack[stack.length - 1]

  function call(page: PageInstance | undefined, method: string, ...args: unknown[]): void {
    const found = page?.[method]
    if (typeof found === 'function') guarded((...given: unknown[]) => found.apply(page, given))(...args)
  }

  function create(route: string, query: Record<string, string>): PageInstance {
    const definition = definitionOf(route)
    const page: PageInstance = Object.assign(Object.create(null), definition, {
      route,
      __route__: route,
      options: query,
      data: structuredClone(definition.data ?? {}),
      getOpenerEventChannel: () => ({ on: () => undefined, emit: () => undefined }),
      selectComponent: () => null,
      selectAllComponents: () => [],
    })
    page.setData = (change: Record<string, unknown>, done?: () => void) => {
      const text = JSON.stringify(change, (_, value) => (value === undefined ? null : value))
      onSetData({ route, bytes: Buffer.byteLength(text) })
      for (const [at, value] of Object.entries(JSON.parse(text) as Record<string, unknown>))
        assign(page.data, at, value)
      if (done) setTimeout(guarded(done))
    }
    return page
  }

  function open(url: string): void {
    const [route = '', search = ''] = url.replace(/^\//, '').split('?')
    if (!routes.includes(route)) throw new Error(`page "${route}" is not found`)
    if (stack.length >= 10) throw new Error('webview count limit exceed')
    call(top(), 'onHide')
    // WeChat hands the query over as it is written: nothing is decoded.
    const query = Object.fromEntries(
      search
        .split('&')
        .filter(Boolean)
        .map((pair) => pair.split(/=(.*)/s, 2)),
    )
    const page = create(route, query)
    stack.push(page)
    call(page, 'onLoad', query)
    call(page, 'onShow')
    setTimeout(() => {
      if (stack.includes(page)) call(page, 'onReady')
    })
  }

  const close = () => call(stack.pop(), 'onUnload')
  const closeAll = () => {
    while (stack.length) close()
  }
  const urlOf = (options: WxOptions) => resolve(top()?.route ?? '', String(options.url))
  const isTab = (url: string) => tabs.includes(url.replace(/^\//, '').split('?')[0] ?? '')

  const moves: Record<string, (options: WxOptions) => void> = {
    navigateTo: (options) => {
      if (isTab(urlOf(options))) throw new Error('can not navigateTo a tabbar page')
      open(urlOf(options))
    },
    redirectTo: (options) => {
      const url = urlOf(options)
      if (isTab(url)) throw new Error('can not redirectTo a tabbar page')
      close()
      open(url)
    },
    switchTab: (options) => {
      const url = urlOf(options)
      if (!isTab(url)) throw new Error('can not switch to no-tabBar page')
      closeAll()
      open(url)
    },
    reLaunch: (options) => {
      const url = urlOf(options)
      closeAll()
      open(url)
    },
    navigateBack: (options) => {
      for (let left = Number(options.delta ?? 1); left > 0 && stack.length > 1; left--) close()
      call(top(), 'onShow')
    },
  }

  return {
    stack,
    top,
    open,
    closeAll,
    call,
    wx: Object.fromEntries(
      Object.entries(moves).map(([name, move]) => [
        name,
        (options: WxOptions = {}) => answer(name, options, () => move(options)),
      ]),
    ),
  }
}

/** `../b/index` as seen from `pages/a/index`. */
function resolve(from: string, url: string): string {
  return url.startsWith('/') ? url : new URL(url, `wx://app/${from}`).href.replace('wx://app', '')
}

/** `root.cn.[0].cl` = value, as `setData` understands its keys. */
function assign(target: Record<string, unknown>, at: string, value: unknown): void {
  const keys = at
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  let place = target
  keys.slice(0, -1).forEach((key, index) => {
    place[key] ??= /^\d+$/.test(keys[index + 1] ?? '') ? [] : {}
    place = place[key] as Record<string, unknown>
  })
  place[keys[keys.length - 1] ?? ''] = value
}
