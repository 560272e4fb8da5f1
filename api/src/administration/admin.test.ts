import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/support/api'
import { creditCodeOf, registerPerson } from '../../../test/support/people'
import { administer } from './commands'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
  api.clock.set(Date.now())
})
afterAll(() => api.stop())

/** As an administrator types it, in a process of its own, on the database of the running API. */
function admin(...args: string[]): Promise<{ code: number; output: string; complaint: string }> {
  const database = new URL(inject('databaseUri'))
  database.pathname = `/${api.app.deps.db.name}`
  const env = { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'error', MONGODB_URI: database.toString() }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'api/src/admin.ts', ...args],
      { cwd: ROOT, env },
      (error, output, complaint) => resolve({ code: error ? 1 : 0, output, complaint }),
    )
  })
}

describe('the administrator’s command', () => {
  it('creates a unit, binds an operator and unbinds him, seen by the running API within seconds', async () => {
    const code = creditCodeOf(700_001)
    const created = await admin(
      'create-unit',
      '--name',
      '东莞市文化馆',
      '--code',
      code,
      '--region',
      '441900',
      '--alias',
      '文化馆',
    )
    expect(created).toMatchObject({ code: 0, output: expect.stringContaining('已建立单位“东莞市文化馆”') })

    const person = await registerPerson(api)
    const bound = await admin('bind-operator', '--unit', code, '--user', person.userName, '--grants', 'operate,decide')
    expect(bound.output).toContain('权限：经办、审核')
    const [binding] = (await api.as(person.token).organizations.myBindings()).data
    const organizationId = binding?.organizationId ?? ''
    const acting = await api.as(person.token).accounts.actAs({ body: { organizationId } })
    await api.as(acting.accessToken).organizations.joinCode()

    const unbound = await admin('unbind-operator', '--unit', code, '--user', person.userName, '--reason', '离职')
    expect(unbound.output).toContain('不再是')
    await vi.waitFor(
      () =>
        expect(api.as(acting.accessToken).organizations.joinCode()).rejects.toMatchObject({ code: 'session_ended' }),
      { timeout: 10_000, interval: 200 },
    )
  }, 120_000)

  it('says why it refuses, in plain sentences', async () => {
    const refused = await admin('create-unit', '--name', '甲', '--code', '124419000000000000', '--region', '999999')
    expect(refused.code).toBe(1)
    expect(refused.complaint).toContain('校验不通过')
    expect(refused.complaint).toContain('行政区划代码不在现行区划表中')
    expect(refused.complaint).not.toMatch(/\n\s+at /)
  }, 120_000)
})

describe('what an administrator may mistype', () => {
  const refusalOf = (...args: string[]) =>
    administer(api.app.deps, args).then(
      (sentence) => `done: ${sentence}`,
      (error: unknown) => `${error}`,
    )

  it.each([
    [['create-unit', '--name', '甲'], '--code'],
    [['create-unit', '--kind', 'ministry'], '--kind 只能是'],
    [
      ['bind-operator', '--unit', creditCodeOf(700_009), '--user', 'nobody', '--grants', 'operate'],
      '没有统一社会信用代码',
    ],
    [['bind-operator', '--unit', 'x', '--user', 'nobody', '--grants', 'everything'], '--grants 只能是'],
    [['unbind-operator', '--unit', 'x'], '--user'],
    [['close-the-world'], '没有这个事项'],
    [['create-unit', 'twice'], '多余的内容'],
    [['create-unit', '--colour', 'red'], '--colour'],
  ])('is answered with what is wrong: %j', async (args, sentence) => {
    expect(await refusalOf(...args)).toContain(sentence)
  })

  it('is a person without real-name check, or one who is no operator', async () => {
    const code = creditCodeOf(700_002)
    await administer(api.app.deps, ['create-unit', '--name', '东莞市美术馆', '--code', code, '--region', '441900'])
    const { userName } = await registerPerson(api, { isRealName: false })
    expect(await refusalOf('bind-operator', '--unit', code, '--user', userName, '--grants', 'operate')).toContain(
      '还没有实名认证',
    )
    expect(await refusalOf('bind-operator', '--unit', code, '--user', 'nobody', '--grants', 'operate')).toContain(
      '没有用户名为',
    )
    expect(await refusalOf('unbind-operator', '--unit', code, '--user', userName)).toContain(
      '不是“东莞市美术馆”的经办人',
    )
  })
})

it('takes tables of the old system in, and says what became of each row', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'jijiao-')), 'units.csv')
  await writeFile(file, '单位名称,单位代码\n东莞市旧文化馆,12345678-8\n无代码单位,\n')
  const typed = ['import-legacy', '--table', 'units', '--file', file]
  const first = await administer(api.app.deps, typed)
  expect(first).toBe('旧系统单位：新增 1 行，已有 0 行，有误 1 行。\n  第 3 行 单位代码 请填写')
  expect(await administer(api.app.deps, typed)).toContain('新增 0 行，已有 1 行')
  await expect(administer(api.app.deps, ['import-legacy', '--table', 'x'])).rejects.toThrow('--table 只能是')
})
