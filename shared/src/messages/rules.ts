import { dayText } from '../text'
import { MESSAGE_TEXTS } from './labels'

export type MessageKind = keyof typeof MESSAGE_TEXTS
export const MESSAGE_KINDS = Object.keys(MESSAGE_TEXTS) as readonly MessageKind[]

type NamesIn<T extends string> = T extends `${string}{${infer N}}${infer R}` ? N | NamesIn<R> : never

/** What the text of a kind asks for; the compiler reads it out of the text itself. */
export type MessageData<K extends MessageKind> = {
  readonly [N in NamesIn<(typeof MESSAGE_TEXTS)[K]['body']>]: string | number | null
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The text with its names filled in. */
export function fillMessage<K extends MessageKind>(kind: K, data: MessageData<K>): string {
  const given: Readonly<Record<string, string | number | null>> = data
  const valueOf = (name: string) => String(given[name] ?? '').replace(DAY, dayText)
  // What people write ends with a full stop or not; the sentence around it goes on all the same.
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}([，。；]?)/g, (_, name: string, mark: string) =>
      mark ? valueOf(name).replace(/[，。；,.;\s]+$/, '') + mark : valueOf(name),
    )
  return fill(
    MESSAGE_TEXTS[kind].body.replace(/\[([^\]]*)\]/g, (_, part: string) =>
      [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => valueOf(name ?? '') !== '') ? part : '',
    ),
  )
}
