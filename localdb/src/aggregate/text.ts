import type { Timestamp } from 'bson'
import { typeOf } from '../values/document'

/** The text of a scalar as `$toString` writes it; `undefined` when the type has none. */
export function textOf(value: unknown): string | undefined {
  switch (typeOf(value)) {
    case 'date':
      return (value as Date).toISOString()
    case 'timestamp':
      return `Timestamp(${(value as Timestamp).getHighBitsUnsigned()}, ${(value as Timestamp).getLowBitsUnsigned()})`
    case 'string':
    case 'symbol':
    case 'bool':
    case 'int':
    case 'long':
    case 'double':
    case 'decimal':
    case 'objectId':
      return String(value)
    default:
      return undefined
  }
}
