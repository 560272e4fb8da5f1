import { MongoServerError } from '../errors'
import { compareValues } from '../values/compare'
import { type Document, isDocument, isNumeric, newDocument, typeOf } from '../values/document'
import { hashOf } from '../values/key'
import { bigintOf, calculate, divide, numberOf, toDouble, toInteger } from '../values/number'
import { isNullish, nameOfType } from './scope'

/** Gathers values of a group one by one. */
export interface Accumulator {
  add(value: unknown): void
  result(): unknown
}

/** A sum that keeps types: integers exactly, doubles with the rounding error carried along, decimals as decimals. */
class Sum implements Accumulator {
  private integers = 0n
  private small = 0
  private double = 0
  private carried = 0
  private decimal: unknown
  private hasLong = false
  private hasDouble = false
  count = 0

  add(value: unknown): void {
    if (!isNumeric(value)) return
    this.count++
    switch (typeOf(value)) {
      case 'int':
        this.small += numberOf(value)
        if (Math.abs(this.small) > 2 ** 50) this.flush()
        return
      case 'long':
        this.hasLong = true
        this.integers += bigintOf(value)
        return
      case 'decimal':
        this.decimal = this.decimal === undefined ? value : calculate('add', this.decimal, value)
        return
      default:
        this.hasDouble = true
        this.addDouble(numberOf(value))
    }
  }

  private flush(): void {
    this.integers += BigInt(this.small)
    this.small = 0
  }

  private addDouble(value: number): void {
    const total = this.double + value
    const error = Math.abs(this.double) >= Math.abs(value) ? this.double - total + value : value - total + this.double
    if (Number.isFinite(error)) this.carried += error
    this.double = total
  }

  result(): unknown {
    this.flush()
    const integer = toInteger(this.integers, this.hasLong ? 'long' : 'int')
    if (this.decimal !== undefined) {
      const others = this.hasDouble ? toDouble(this.total()) : (integer ?? toDouble(this.total()))
      return calculate('add', this.decimal, others)
    }
    return this.hasDouble || integer === undefined ? toDouble(this.total()) : integer
  }

  private total(): number {
    return this.double + (Number(this.integers) + this.carried)
  }

  average(): unknown {
    if (this.count === 0) return null
    return divide(this.result(), this.count)
  }
}

const keeping = (
  choose: (best: unknown, value: unknown, isFirst: boolean) => unknown,
  empty: unknown = null,
): Accumulator => {
  let best: unknown = empty
  let isFirst = true
  return {
    add(value) {
      best = choose(best, value, isFirst)
      isFirst = false
    },
    result: () => best,
  }
}

const extreme = (sign: 1 | -1) => {
  let best: unknown
  return {
    add(value: unknown) {
      if (!isNullish(value) && (best === undefined || compareValues(value, best) * sign > 0)) best = value
    },
    result: () => best ?? null,
  }
}

const FACTORIES = {
  $sum: () => new Sum(),
  $avg: () => {
    const sum = new Sum()
    return { add: (value: unknown) => sum.add(value), result: () => sum.average() }
  },
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => keeping((best, value, isFirst) => (isFirst ? (value ?? null) : best)),
  $last: () => keeping((_, value) => value ?? null),
  $push: () => {
    const items: unknown[] = []
    return { add: (value: unknown) => void (value !== undefined && items.push(value)), result: () => items }
  },
  $addToSet: () => {
    const items = new Map<string, unknown>()
    return {
      add: (value: unknown) => void (value !== undefined && items.set(hashOf(value), value)),
      result: () => [...items.values()],
    }
  },
  $mergeObjects: () => {
    const merged: Document = newDocument()
    return {
      add(value: unknown) {
        if (isNullish(value)) return
        if (!isDocument(value))
          throw new MongoServerError(
            40400,
            `$mergeObjects requires object inputs, but input ${value} is of type ${nameOfType(value)}`,
          )
        Object.assign(merged, value)
      },
      result: () => merged,
    }
  },
  $count: () => new Sum(),
} satisfies Record<string, () => Accumulator>

export const ACCUMULATORS = Object.keys(FACTORIES) as (keyof typeof FACTORIES)[]

/** Those that are operators on a list, too. */
export const FOLDING_ACCUMULATORS = ['$sum', '$avg', '$min', '$max', '$mergeObjects'] as const

export const isAccumulator = (name: string): name is keyof typeof FACTORIES => Object.hasOwn(FACTORIES, name)

export const newAccumulator = (name: keyof typeof FACTORIES): Accumulator => FACTORIES[name]()

export function accumulate(name: string, values: Iterable<unknown>): unknown {
  const accumulator = newAccumulator(name as keyof typeof FACTORIES)
  for (const value of values) accumulator.add(value)
  return accumulator.result()
}
