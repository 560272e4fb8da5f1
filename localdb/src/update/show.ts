import { isDocument, typeOf } from '../values/document'

/** A value as MongoDB writes it into messages. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return value.length ? `[ ${value.map(show).join(', ')} ]` : '[]'
  if (isDocument(value)) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${show(field)}`)
    return fields.length ? `{ ${fields.join(', ')} }` : '{}'
  }
  switch (typeOf(value)) {
    case 'string':
      return `"${value}"`
    case 'objectId':
      return `ObjectId('${value}')`
    case 'date':
      return `new Date(${(value as Date).getTime()})`
    default:
      return String(value)
  }
}
