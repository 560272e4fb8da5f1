import { OUR_OPERATORS } from '../personas'
import type { Rows } from '../row'

export const assessmentRows: Rows = {
  list: { may: [...OUR_OPERATORS, 'hr'], on: 'class', input: (_, { id }) => ({ params: { classId: id } }) },
  enter: {
    may: ['declarer'],
    on: 'class',
    in: ['open'],
    input: ({ trainee }, { id }) => ({
      params: { classId: id },
      body: {
        rows: [
          {
            traineeId: trainee.traineeId,
            version: 0,
            result: 'passed',
            startedOn: '2026-03-02',
            endedOn: '2026-03-04',
            remark: null,
          },
        ],
      },
    }),
  },
}
