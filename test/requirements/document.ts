import { contract } from '@jijiao/shared/api/contract'
import type { Operation } from '@jijiao/shared/http'
import { REQUIREMENTS, type RequirementRow } from './rows'

export const DOCUMENT = 'docs/requirements.md'

const everyOperation = Object.entries(contract).flatMap(([group, operations]) =>
  Object.keys(operations).map((name) => `${group}.${name}`),
)
const operationOf = (name: string): Operation => {
  const [group = '', operation = ''] = name.split('.')
  const groups = contract as unknown as Readonly<Record<string, Readonly<Record<string, Operation>>>>
  const found = groups[group]?.[operation]
  if (!found) throw new Error(`${name} is no operation of the contract`)
  return found
}

const named = new Set(REQUIREMENTS.flatMap(({ operations }) => operations).filter((name) => !name.endsWith('.*')))

/** The operations of a row, those of `group.*` included. */
export const operationsOf = ({ operations }: RequirementRow): string[] =>
  operations.flatMap((name) => {
    if (!name.endsWith('.*')) return [name]
    return everyOperation.filter((one) => one.startsWith(name.slice(0, -1)) && !named.has(one))
  })

/** Operations that answer no requirement: each would be one that nobody asked for. */
export const unasked = (): string[] => {
  const answered = new Set(REQUIREMENTS.flatMap(operationsOf))
  return everyOperation.filter((name) => !answered.has(name))
}

/** Requirement → operations → tests, as a page to read. Generated: `npm run docs`. */
export function requirementsDocument(): string {
  const rows = REQUIREMENTS.map((row) => {
    const operations = operationsOf(row).map((name) => {
      const { method, path } = operationOf(name)
      return `\`${method} ${path}\``
    })
    const tests = row.tests.map((file) => `[${file.split('/').at(-1)}](../${file})`)
    return `| ${row.section} | ${row.requirement} | ${operations.join('<br>')} | ${tests.join('<br>')} |`
  })
  return `# Requirements, operations, tests

Written by \`npm run docs\` from \`test/requirements/rows.ts\`; a test keeps it complete. Paths are below \`/api/v1\`.

| section | requirement | operations | tests |
| ------- | ----------- | ---------- | ----- |
${rows.join('\n')}
`
}
