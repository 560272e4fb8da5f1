import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createPageStack, type SetDataSize } from './pages'
import { createRuntime } from './runtime'
import {
  createView,
  elements,
  findByName,
  handlerOf,
  last,
  listeners,
  nameOf,
  textOf,
  type WeappEventType,
} from './view'
import { compileTemplates, type Templates, type ViewElement } from './wcc'
import { createWxApi, type World, type WxCall } from './wx-api'

type AppConfig = {
  readonly pages: readonly string[]
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[]
  readonly tabBar?: { readonly list: readonly { readonly pagePath: string }[] }
}

export type LaunchOptions = {
  /** Origin of the API; without it every request fails as without network. */
  readonly server?: string
  /** What an earlier launch on the same phone has left. */
  readonly storage?: Map<string, unknown>
  readonly isOnline?: boolean
  /** The page that is opened first, with its query: a scanned link opens the check-in page. */
  readonly url?: string
}

const compiled = new Map<string, Templates>()
const POLL_MS = 15

export type Weapp = ReturnType<typeof launchWeapp>

/** Runs a built mini-program in Node as WeChat would, with its own template compiler for the view. */
export function launchWeapp(root: string, options: LaunchOptions = {}) {
  const config = JSON.parse(readFileSync(path.join(root, 'app.json'), 'utf8')) as AppConfig
  const routes = [
    ...config.pages,
    ...(config.subPackages ?? []).flatMap(({ root: part, pages }) => pages.map((page) => path.posix.join(part, page))),
  ]
  const templates = compiled.get(root) ?? compileTemplates(root)
  compiled.set(root, templates)

  const world: World = {
    server: options.server ?? null,
    isOnline: options.isOnline ?? true,
    scanned: null,
    loginCode: 'code-of-wx-login',
    position: null,
    storage: options.storage ?? new Map(),
    files: new Map(),
    photos: null,
    documents: null,
    album: { isAllowed: true, pictures: [] },
    opened: [],
    shared: new Map(),
    breaksDownloads: false,
    subscribing: 'accept',
    isTapped: false,
  }
  const calls: WxCall[] = []
  const errors: unknown[] = []
  const setData: SetDataSize[] = []
  const onError = (error: unknown) => void errors.push(error)
  process.on('unhandledRejection', onError)

  const { wx, setOnline } = createWxApi(world, calls)
  const pages = createPageStack({
    routes,
    tabs: config.tabBar?.list.map(({ pagePath }) => pagePath) ?? [],
    definitionOf: (route) => runtime.definitionOf(route),
    guarded: (task) => runtime.guarded(task),
    onSetData: (size) => void setData.push(size),
  })
  const runtime = createRuntime({
    root,
    wx: wx({ ...pages.wx, ...launchInformation(options.url ?? `/${routes[0]}`) }),
    pages: () => pages.stack.slice(),
    onError,
  })
  const render = createView(root, templates)

  const app = runtime.launch()
  const appEvent = (name: string, argument: unknown) => {
    const handler = app[name]
    if (typeof handler === 'function') runtime.guarded((given: unknown) => handler.call(app, given))(argument)
  }
  const entry = launchInformation(options.url ?? `/${routes[0]}`).getLaunchOptionsSync()
  appEvent('onLaunch', entry)
  appEvent('onShow', entry)
  pages.open(options.url ?? `/${routes[0]}`)

  const view = (): ViewElement => {
    const page = pages.top()
    if (!page) throw new Error('no page is open')
    return render(page.route, page.data)
  }
  const text = () => textOf(view())

  /** Waits until the condition holds; a page that is not there yet counts as "not yet". */
  async function until<T>(condition: () => T, what = 'condition', limitMs = 10_000): Promise<NonNullable<T>> {
    const deadline = Date.now() + limitMs
    let last: unknown
    for (;;) {
      try {
        const value = condition()
        if (value) return value
        last = undefined
      } catch (error) {
        last = error
      }
      if (Date.now() > deadline) {
        throw new Error(`no ${what} after ${limitMs} ms; page ${pages.top()?.route}: ${text()}`, {
          cause: last ?? errors[0],
        })
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  async function fire(name: string, type: WeappEventType, detail: unknown): Promise<void> {
    const path = await until(() => findByName(view(), name, type), `"${name}" that answers ${type}`)
    const page = pages.top()
    const target = targetOf(last(path))
    world.isTapped = type === 'tap'
    for (const listener of listeners(path, type)) {
      const currentTarget = targetOf(listener)
      const event = { type, detail, timeStamp: Date.now(), target, currentTarget, mark: {}, touches: [] }
      pages.call(page, String(handlerOf(listener, type)), event)
    }
    await runtime.settle()
    world.isTapped = false
  }

  return {
    world,
    routes,
    calls,
    errors,
    setData,
    view,
    text,
    until,
    /** The route of the page on top. */
    route: () => pages.top()?.route,
    nodeCount: () => [...elements(view())].length,
    /** Names of everything that can be tapped, as a screen reader says them. */
    tappable: () => [...elements(view())].filter((element) => handlerOf(element, 'tap')).map(nameOf),
    seesText: (wanted: string) => until(() => text().includes(wanted), `text "${wanted}"`),
    /** Opens a page above the present one, as another page would. */
    open: (url: string) => pages.open(url),
    /** Opens a page with nothing below it, as a link from outside does. */
    relaunch: (url: string) => {
      pages.closeAll()
      pages.open(url)
    },
    tap: (name: string) => fire(name, 'tap', {}),
    input: (label: string, value: string) => fire(label, 'input', { value, cursor: value.length }),
    confirm: (label: string, value: string) => fire(label, 'confirm', { value }),
    /** Chooses in a picker: the index of a selector, the text of a date or time. */
    choose: (label: string, value: string | number) => fire(label, 'change', { value }),
    pullDown: () => pages.call(pages.top(), 'onPullDownRefresh'),
    reachBottom: () => pages.call(pages.top(), 'onReachBottom'),
    setOnline,
    hide: () => appEvent('onHide', {}),
    show: () => appEvent('onShow', entry),
    /** Ends the app as swiping it away does: nothing more runs. Returns what went wrong while it ran. */
    close: () => {
      pages.closeAll()
      runtime.close()
      process.off('unhandledRejection', onError)
      return errors
    },
  }
}

function targetOf({ attr }: ViewElement) {
  const id = String(attr.id ?? '')
  return { id, dataset: { sid: attr['data-sid'] ?? id } }
}

function launchInformation(url: string) {
  const [page = '', search = ''] = url.replace(/^\//, '').split('?')
  const query = Object.fromEntries(
    search
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s, 2)),
  )
  const information = () => ({ path: page, query, scene: 1001, referrerInfo: {} })
  return { getLaunchOptionsSync: information, getEnterOptionsSync: information }
}
