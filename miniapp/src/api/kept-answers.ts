import { readStored, removeStored, store } from '../platform/storage'

const INDEX = 'kept-answers'
/** Own pages are few; a device's storage is small. */
const MOST = 30
const LONGEST = 100_000

const placeOf = (name: string) => `kept:${name}`
const names = () => readStored<readonly string[]>(INDEX) ?? []

/** What the device keeps of the person's own things, to be shown at once and without network. */
export function keptAnswer<T>(name: string): T | undefined {
  return readStored<{ readonly data: T }>(placeOf(name))?.data
}

export function keepAnswer(name: string, data: unknown): void {
  if (JSON.stringify(data).length > LONGEST) return
  const known = [...names().filter((other) => other !== name), name]
  for (const old of known.splice(0, Math.max(0, known.length - MOST))) removeStored(placeOf(old))
  if (store(INDEX, known)) store(placeOf(name), { data })
}

/** At the end of a session nothing of the person stays on the device. */
export function forgetAnswers(): void {
  for (const name of names()) removeStored(placeOf(name))
  removeStored(INDEX)
}
