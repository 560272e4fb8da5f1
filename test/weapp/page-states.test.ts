import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { realClock, startTestApi, type TestApi } from '../support/api'
import { type DemoWorld, openDemoWorld, ROLES, type Role } from '../support/demo'
import { addressOf, parametersOf, rolesOf } from '../support/pages'
import { ensureWeappBuilt, launchWeapp, type Weapp } from '.'
import { elements, nameOf } from './view'

const NODE_LIMIT = 1000
const LOAD_MS = 60_000
const WALK_MS = 240_000
const NOT_SHOWN = /没有找到，或者|您不能办理这项业务/
const IN_TROUBLE = {
  type: 'about:blank',
  code: 'internal_error',
  status: 500,
  title: '系统出现问题',
  requestId: 'trouble',
}

let root: string
let api: TestApi
let world: DemoWorld
let trouble: Server
let app: Weapp

beforeAll(async () => {
  root = await ensureWeappBuilt()
  api = await startTestApi({ clock: realClock })
  world = await openDemoWorld(api)
  trouble = createServer((_, response) => {
    response.writeHead(500, { 'content-type': 'application/problem+json' }).end(JSON.stringify(IN_TROUBLE))
  })
  await new Promise<void>((resolve) => trouble.listen(0, '127.0.0.1', resolve))
}, 300_000)

afterAll(async () => {
  trouble.closeAllConnections()
  await new Promise((resolve) => trouble.close(resolve))
  await api.stop()
})

afterEach(() => {
  expect(app.close()).toEqual([])
})

function launchAs(role: Role, server = api.url): void {
  const session = world.sessions[role]
  app = launchWeapp(root, { server, storage: new Map(session ? [['session', JSON.stringify(session)]] : []) })
}

const isLoading = () => [...elements(app.view())].some((element) => nameOf(element) === '正在加载')
const hasSettled = () => app.text().trim() !== '' && !isLoading()

/** Opens every page that the role has a use for, with real things; answers what each shows when it has settled. */
async function walk(role: Role, isThere = () => true): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  for (const route of app.routes.filter((one) => rolesOf(one).includes(role))) {
    app.relaunch(addressOf(route, world, role))
    await app.until(() => app.text().trim() !== '' || isLoading(), `${route} begins`, LOAD_MS)
    await app.until(() => hasSettled() && isThere(), `what ${route} loads`, LOAD_MS)
    expect(app.nodeCount(), route).toBeLessThan(NODE_LIMIT)
    expect(
      app.tappable().filter((name) => name.trim() === ''),
      `things without a name on ${route}`,
    ).toEqual([])
    expect(app.errors, route).toEqual([])
    seen.set(route, app.text())
  }
  return seen
}

const shown = new Set<string>()

describe.each(ROLES)('every page for %s', (role) => {
  it(
    'shows what there is',
    async () => {
      launchAs(role)
      for (const [route, text] of await walk(role)) {
        expect(text, route).not.toContain('没有加载成功')
        if (!NOT_SHOWN.test(text)) shown.add(route)
      }
    },
    WALK_MS,
  )

  it(
    'says that there is no network',
    async () => {
      launchAs(role)
      app.setOnline(false)
      await walk(role, () => /没有网络|没有连上网络/.test(app.text()))
    },
    WALK_MS,
  )

  it(
    'ends its waiting where the server is in trouble',
    async () => {
      launchAs(role, `http://127.0.0.1:${(trouble.address() as AddressInfo).port}`)
      await walk(role)
    },
    WALK_MS,
  )
})

it('shows each thing that a page is about to somebody', () => {
  launchAs('guest')
  const hidden = app.routes.filter((route) => parametersOf(route).length > 0 && !shown.has(route))
  expect(hidden, 'give openDemoWorld of test/support/demo.ts what these pages show').toEqual([])
})
