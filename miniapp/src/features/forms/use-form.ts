import { useRef, useState } from 'react'
import { createSubmission } from '../../api/idempotency'
import { errorSentence, fieldComplaints } from '../../api/sentences'

type Complaints<V> = { readonly [K in keyof V]?: string }

export type Form<V extends Readonly<Record<string, unknown>>> = ReturnType<typeof useForm<V>>

type FormOptions<V> = {
  readonly initial: V
  /** What can be told without the server: a sentence for each field that is not right. */
  readonly check?: (values: V) => Complaints<V>
  readonly submit: (values: V, idempotencyKey: string) => Promise<void>
  /** The form was not accepted; a long page shows the top, where it says why. */
  readonly onRefused?: () => void
}

/**
 * The values of a form, what is wrong with each, and its way to the server. Whatever fails, what was typed stays; the
 * server's complaints land on their fields, the rest in `details` for the summary above them.
 */
export function useForm<V extends Readonly<Record<string, unknown>>>({
  initial,
  check,
  submit,
  onRefused,
}: FormOptions<V>) {
  const [values, setValues] = useState(initial)
  const [errors, setErrors] = useState<Readonly<Record<string, string | undefined>>>({})
  const [message, setMessage] = useState<string>()
  const [isAboutFields, setAboutFields] = useState(false)
  const [isPending, setPending] = useState(false)
  const submission = useRef(createSubmission())
  /** What fields still wait for, by name: a form must not leave without it. */
  const unfinished = useRef<Readonly<Record<string, string | undefined>>>({})
  const isBusy = useRef(false)

  /** `part`: what of the field has changed, as the server names it: `classes/0/name`. */
  const set = <K extends keyof V & string>(name: K, value: V[K], part: string = name) => change(name, () => value, part)

  /** From the value that the field has by then: for what arrives while the form is filled in. */
  function change<K extends keyof V & string>(name: K, update: (current: V[K]) => V[K], part: string = name): void {
    setValues((current) => ({ ...current, [name]: update(current[name]) }))
    const isCleared = (field: string) => field === part || field.startsWith(`${part}/`)
    setErrors((all) => Object.fromEntries(Object.entries(all).filter(([field]) => !isCleared(field))))
  }

  function noteUnfinished(name: string, complaint: string | undefined): void {
    const before = unfinished.current[name]
    if (before === complaint) return
    unfinished.current = { ...unfinished.current, [name]: complaint }
    if (before) setErrors((all) => (all[name] === before ? { ...all, [name]: complaint } : all))
  }

  async function send(): Promise<void> {
    // A second tap can come before the button is drawn as busy.
    if (isBusy.current) return
    const complaints: Readonly<Record<string, string | undefined>> = {
      ...check?.(values),
      ...givenIn(unfinished.current),
    }
    setErrors(complaints)
    if (Object.values(complaints).some(Boolean)) {
      setMessage('有内容需要修改，请看下面的提示')
      setAboutFields(true)
      onRefused?.()
      return
    }
    isBusy.current = true
    setPending(true)
    setMessage(undefined)
    try {
      await submission.current(values, (key) => submit(values, key))
    } catch (error) {
      const found = fieldComplaints(error)
      setErrors(found)
      setAboutFields(Object.keys(found).length > 0)
      setMessage(errorSentence(error))
      onRefused?.()
    } finally {
      isBusy.current = false
      setPending(false)
    }
  }

  /** The last complaint is gone: a summary of complaints would be wrong now. */
  const isDealtWith = isAboutFields && !Object.values(errors).some(Boolean)
  const details = Object.entries(errors).flatMap(([name, detail]) => (detail && !(name in values) ? [detail] : []))

  return {
    values,
    set,
    change,
    /** Value, change and complaint of one text field. */
    text: <K extends keyof V & string>(name: V[K] extends string ? K : never) => ({
      value: values[name] as string,
      onChange: (value: string) => set(name, value as V[K]),
      error: errors[name],
    }),
    /** Value, change and complaint of a field whose things arrive by and by; sending waits for those under way. */
    files: <K extends keyof V & string>(name: V[K] extends readonly unknown[] ? K : never) => ({
      value: values[name],
      onChange: (update: (current: V[K]) => V[K]) => change<K>(name, update),
      onUnfinished: (complaint: string | undefined) => noteUnfinished(name, complaint),
      error: errors[name],
    }),
    errors: errors as Complaints<V>,
    /** Why the form was not accepted, if it was not. */
    message: isDealtWith ? undefined : message,
    details,
    isPending,
    send: () => void send(),
  }
}

const givenIn = (complaints: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(complaints).filter(([, complaint]) => complaint))
