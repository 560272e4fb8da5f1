import { recordLine, recordSheet } from '../../support/record-sheets'
import { OPERATORS, OUR_OPERATORS, type Persona } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const one = (_: World, { id }: Thing): Input => ({ params: { importId: id } })
const DECLARERS: readonly Persona[] = ['declarer', 'stranger']

export const importRows: Rows = {
  template: { may: DECLARERS, input: () => ({ params: { kind: 'creditRecords' } }) },
  check: {
    may: DECLARERS,
    input: ({ trainee }) => ({
      params: { kind: 'creditRecords' },
      file: new Blob([new Uint8Array(recordSheet(recordLine(trainee, '工程伦理')))]),
    }),
  },
  list: { may: OPERATORS },
  get: { may: OUR_OPERATORS, on: 'import', input: one },
  faults: { may: OUR_OPERATORS, on: 'import', input: one },
  /** What the unit typed itself, to be mended. */
  failedRows: { may: ['declarer'], on: 'import', showsWholeNumbers: true, input: one },
  start: {
    may: ['declarer'],
    on: 'import',
    in: ['checked'],
    input: (_, { id }) => ({ params: { importId: id }, body: { mode: 'good' } }),
  },
  undo: { may: ['declarer'], on: 'import', in: ['done'], input: one },
}
