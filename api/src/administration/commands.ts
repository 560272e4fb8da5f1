import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { LEGACY_TABLE_LABELS, LEGACY_TABLES } from '@jijiao/shared/legacy'
import {
  OPERATOR_GRANTS,
  type OperatorGrant,
  ORGANIZATION_KINDS,
  type OrganizationKind,
  operatorGrantLabels,
} from '@jijiao/shared/organizations'
import type { Circumstances } from '../audit'
import type { Deps } from '../deps'
import { findAccountByUserName } from '../features/accounts'
import { importLegacy } from '../features/legacy'
import { bindOperator, createOrganization, findOrganizationByCode, unbindOperator } from '../features/organizations'
import { Problem } from '../http/problem'

export const USAGE = `用法：
  npm run admin -- create-unit --name <名称> --code <统一社会信用代码> --region <行政区划代码> [--alias <别名>]… [--kind unit]
  npm run admin -- bind-operator --unit <统一社会信用代码> --user <用户名> --grants operate,decide
  npm run admin -- import-legacy --table units|people|records|certificates --file <xlsx 或 CSV 文件>
  npm run admin -- unbind-operator --unit <统一社会信用代码> --user <用户名> [--reason <原因>]`

type CommandDeps = Pick<Deps, 'db' | 'revocations' | 'clock' | 'vault'>

/** A sentence for the administrator about what was typed. */
export class UsageError extends Error {}

const options = {
  name: { type: 'string' },
  code: { type: 'string' },
  region: { type: 'string' },
  alias: { type: 'string', multiple: true },
  kind: { type: 'string', default: 'unit' },
  unit: { type: 'string' },
  user: { type: 'string' },
  grants: { type: 'string' },
  reason: { type: 'string' },
  table: { type: 'string' },
  file: { type: 'string' },
} as const

type Values = ReturnType<typeof parse>['values']

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** Does what an administrator typed and answers the sentence to print. */
export async function administer(deps: CommandDeps, args: readonly string[]): Promise<string> {
  const { values, positionals } = parse(args)
  const [command, ...rest] = positionals
  if (rest.length > 0) throw new UsageError(`多余的内容：${rest.join(' ')}`)
  switch (command) {
    case 'create-unit':
      return createUnit(deps, values)
    case 'bind-operator':
      return bind(deps, values)
    case 'unbind-operator':
      return unbind(deps, values)
    case 'import-legacy':
      return importTable(deps, values)
    default:
      throw new UsageError(command === undefined ? '请给出要办理的事项' : `没有这个事项：${command}`)
  }
}

const circumstancesOf = (deps: CommandDeps): Circumstances => ({
  actor: { accountId: null, organizationId: null },
  at: new Date(deps.clock.now()),
  requestId: `admin-${randomBytes(9).toString('base64url')}`,
})

function need(
  values: Values,
  name: 'name' | 'code' | 'region' | 'unit' | 'user' | 'grants' | 'table' | 'file',
): string {
  const value = values[name]?.trim()
  if (!value) throw new UsageError(`请用 --${name} 填写`)
  return value
}

async function createUnit(deps: CommandDeps, values: Values): Promise<string> {
  const kind = ORGANIZATION_KINDS.find((known): known is OrganizationKind => known === values.kind)
  if (!kind) throw new UsageError(`--kind 只能是 ${ORGANIZATION_KINDS.join('、')}`)
  const organization = await createOrganization(deps, circumstancesOf(deps), {
    kind,
    name: need(values, 'name'),
    aliases: values.alias ?? [],
    code: need(values, 'code'),
    regionCode: need(values, 'region'),
  })
  return `已建立单位“${organization.name}”（${organization.code}），单位码 ${organization.joinCode}。`
}

async function find(deps: CommandDeps, values: Values) {
  const [code, userName] = [need(values, 'unit'), need(values, 'user')]
  const organization = await findOrganizationByCode(deps.db, code)
  if (!organization) throw new UsageError(`没有统一社会信用代码为 ${code} 的单位，请先用 create-unit 建立`)
  const account = await findAccountByUserName(deps, userName)
  if (!account) throw new UsageError(`没有用户名为 ${userName} 的个人账号`)
  return { organization, account, userName }
}

async function bind(deps: CommandDeps, values: Values): Promise<string> {
  const grants = need(values, 'grants').split(',').map(grantOf)
  const { organization, account, userName } = await find(deps, values)
  if (!account.isRealName) throw new UsageError(`${userName} 还没有实名认证，认证后才能成为经办人`)
  const binding = { organizationId: String(organization._id), accountId: account.accountId, grants }
  await bindOperator(deps, circumstancesOf(deps), binding)
  const labels = grants.map((grant) => operatorGrantLabels[grant]).join('、')
  return `${userName} 现在是“${organization.name}”的经办人，权限：${labels}。`
}

function grantOf(text: string): OperatorGrant {
  const grant = OPERATOR_GRANTS.find((known) => known === text.trim())
  if (!grant) throw new UsageError(`--grants 只能是 ${OPERATOR_GRANTS.join('、')}，用逗号隔开`)
  return grant
}

async function unbind(deps: CommandDeps, values: Values): Promise<string> {
  const { organization, account, userName } = await find(deps, values)
  const binding = { organizationId: String(organization._id), accountId: account.accountId }
  try {
    await unbindOperator(deps, circumstancesOf(deps), { ...binding, reason: values.reason })
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'not_found')) throw error
    throw new UsageError(`${userName} 不是“${organization.name}”的经办人`)
  }
  return `${userName} 不再是“${organization.name}”的经办人，几秒内不能再办理该单位业务。`
}

const MOST_FAULTS_SHOWN = 50

async function importTable(deps: CommandDeps, values: Values): Promise<string> {
  const table = LEGACY_TABLES.find((known) => known === need(values, 'table'))
  if (!table) throw new UsageError(`--table 只能是 ${LEGACY_TABLES.join('、')}`)
  const path = need(values, 'file')
  const file = await readFile(path).catch(() => {
    throw new UsageError(`读不到文件 ${path}`)
  })
  const { added, known, faults } = await importLegacy(deps, circumstancesOf(deps), table, file)
  const shown = faults
    .slice(0, MOST_FAULTS_SHOWN)
    .map(({ row, column, detail }) => `  第 ${row} 行 ${column ?? ''} ${detail}`)
  const more = faults.length > shown.length ? [`  ……共 ${faults.length} 处`] : []
  const sentence = `${LEGACY_TABLE_LABELS[table]}：新增 ${added} 行，已有 ${known} 行，有误 ${new Set(faults.map(({ row }) => row)).size} 行。`
  return [sentence, ...shown, ...more].join('\n')
}
