import { UNIT_ACCOUNTS } from '../personas'
import type { Rows } from '../row'

export const unitExportRows: Rows = {
  list: { may: UNIT_ACCOUNTS },
  ask: { may: UNIT_ACCOUNTS, input: () => ({ body: { numbers: 'masked' } }) },
  get: { may: ['unitAccount'], on: 'unitExport', input: (_, { id }) => ({ params: { unitExportId: id } }) },
  download: {
    may: ['unitAccount'],
    on: 'unitExport',
    in: ['ready'],
    input: (_, { id }) => ({ params: { unitExportId: id } }),
  },
}
