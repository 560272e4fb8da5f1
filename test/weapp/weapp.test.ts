import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ensureWeappBuilt, type LaunchOptions, launchWeapp, type Weapp } from '.'
import { inspectBuild } from './inspect'
import { elements } from './view'

let root: string
let app: Weapp

beforeAll(async () => {
  root = await ensureWeappBuilt()
}, 300_000)

function launch(options?: LaunchOptions): Weapp {
  app = launchWeapp(root, options)
  return app
}

const isElder = () => [...elements(app.view())].some(({ attr }) => / elder( |$)/.test(String(attr.class)))

afterEach(() => {
  expect(app?.close() ?? []).toEqual([])
})

describe('the built mini-program for a guest', () => {
  it('shows the home page before any sign-in, without asking the server', async () => {
    launch()
    await app.seesText('扫码签到')
    expect(app.route()).toBe('pages/home/index')
    expect(app.calls.filter(({ name }) => name === 'request')).toEqual([])
  })

  it('renders every page of the main package, offline, under 1,000 nodes and 256 KB', async () => {
    launch({ isOnline: false })
    await app.seesText('扫码签到')
    for (const route of app.routes.filter((page) => page.startsWith('pages/'))) {
      app.relaunch(`/${route}`)
      await app.until(() => app.text().trim().length > 0, `text on ${route}`)
      expect(app.nodeCount(), route).toBeLessThan(1000)
    }
    expect(Math.max(...app.setData.map(({ bytes }) => bytes))).toBeLessThan(256 * 1024)
  })

  it('says what each thing that can be tapped is', async () => {
    launch()
    await app.seesText('扫码签到')
    for (const route of app.routes) {
      app.relaunch(`/${route}`)
      await app.until(() => app.text().trim().length > 0, `text on ${route}`)
      expect(
        app.tappable().filter((name) => name.trim() === ''),
        route,
      ).toEqual([])
    }
  })

  it('leads from the home page to signing in and says when there is no network', async () => {
    launch({ isOnline: false })
    await app.tap('登录')
    await app.until(() => app.route() === 'pages/sign-in/index', 'the sign-in page')
    await app.seesText('没有连上网络')
    await app.seesText('重新加载')
  })

  it('keeps elder mode over a restart', async () => {
    launch()
    await app.tap('用大字版')
    await app.until(() => isElder() && !app.text().includes('文字要不要大一些'), 'elder mode, and no more question')
    const storage = app.world.storage
    app.close()
    launch({ storage })
    await app.until(isElder, 'elder mode')
    app.relaunch('/pages/me/index')
    await app.tap('大字版')
    await app.until(() => !isElder(), 'the usual size')
  })

  it('asks a guest whom the scanner brought to sign in first', async () => {
    launch({
      url: `/pages/check-in/index?q=${encodeURIComponent('https://example.cn/c/abcdefghijklmnopqrstuvwxyz012345')}`,
    })
    await app.seesText('登录后签到')
  })
})

describe('the size and content of the packages', () => {
  it('stays within the limits, with no remote asset and no forbidden API', () => {
    expect(inspectBuild(root).faults).toEqual([])
  })
})
