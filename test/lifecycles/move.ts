import { PROBLEMS, ProblemError } from '@jijiao/shared/http'
import type { RowResult } from '@jijiao/shared/http/contract'
import type { Thing } from '../policies/thing'
import type { ThingKind } from '../policies/things'
import type { World } from '../policies/world'

/** Does something to a thing as whoever may, through the API or, where nobody asks for it, as the system. */
export type Act = (world: World, thing: Thing) => Promise<unknown>

export type Move = {
  readonly act: Act
  /** Another thing than the lifecycle's usual one, such as a record that somebody else declared. */
  readonly on?: ThingKind
  /** It follows from something else that happened: nobody is refused where it does not apply, and nothing moves. */
  readonly isConsequence?: true
  /** Its fact is about what it makes, not about this thing. */
  readonly isToldOfAnother?: true
}

export type Lifecycle = {
  readonly table: Readonly<
    Record<string, { readonly from: readonly string[]; readonly to: string | readonly string[] | null }>
  >
  readonly on: ThingKind
  readonly collection: string
  readonly moves: Readonly<Record<string, Move>>
  /** What two people may want at once: of each two of these one is heard. */
  readonly decisions?: readonly string[]
}

/** The compiler sees to it that every action of the lifecycle has its move. */
export const lifecycle = <T extends Lifecycle['table']>(
  given: Omit<Lifecycle, 'moves' | 'table' | 'decisions'> & {
    readonly table: T
    readonly moves: Readonly<Record<keyof T, Move>>
    readonly decisions?: readonly (keyof T & string)[]
  },
): Lifecycle => given

/** What one row of a batch was refused with. */
class RowRefused extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

export async function oneRow(call: Promise<{ readonly results: readonly RowResult[] }>): Promise<void> {
  const [result] = (await call).results
  if (result?.outcome !== 'done') throw new RowRefused(result?.problem.code ?? 'nothing was answered')
}

/** `done`, or the code and status that it was refused with; anything else is a failure of the test. */
export const outcomeOf = (call: Promise<unknown>): Promise<{ readonly status: number; readonly code: string }> =>
  call.then(
    () => ({ status: 200, code: 'done' }),
    (error: unknown) => {
      if (error instanceof ProblemError) return { status: error.problem.status, code: error.code }
      // A row of a batch, or a command that was called without the API around it.
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      const problem = Object.entries(PROBLEMS).find(([known]) => known === code)?.[1]
      if (!problem) throw error
      return { status: problem.status, code }
    },
  )
