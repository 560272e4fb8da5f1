import { EVERYBODY } from '../personas'
import type { Input, Rows } from '../row'

const known =
  (more: Readonly<Record<string, string>> = {}) =>
  (): Input => ({ params: { key: '440000-2024', ...more } })
const reason = '本市文件'

export const ruleSetRows: Rows = {
  applicable: { may: EVERYBODY, input: () => ({ query: { regionCode: '441900', year: '2026' } }) },
  list: { may: EVERYBODY },
  create: {
    may: ['hr', 'distantHr'],
    input: ({ ruleSetContent }) => ({
      body: { years: { from: 2900, to: 2900 }, series: null, content: ruleSetContent, reason },
    }),
  },
  get: { may: EVERYBODY, input: known() },
  history: { may: EVERYBODY, input: known() },
  getVersion: { may: EVERYBODY, input: known({ version: '1' }) },
  correct: {
    may: ['hr'],
    on: 'ruleSet',
    isPublic: true,
    input: ({ ruleSetContent }, { id, version }) => ({
      params: { key: id },
      body: { version, years: { from: 2800, to: 2800 }, content: ruleSetContent, reason },
    }),
  },
  confirm: {
    may: ['hr'],
    on: 'ruleSet',
    isPublic: true,
    input: (_, { id, version }) => ({ params: { key: id }, body: { version, evidence: reason } }),
  },
}
