import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { SWRConfig } from 'swr'
import { expect, vi } from 'vitest'

export type Asked = { readonly method: string; readonly path: string; readonly body: unknown }
type Answer = { readonly status?: number; readonly body?: unknown }

/** The server, as far as components see it; what it is asked and has no answer for is not there. */
export function serve(answer: (asked: Asked) => Answer | undefined | Promise<Answer>): readonly Asked[] {
  const heard: Asked[] = []
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit) => {
    const asked = { method, path: url.replace(/^\/api\/v1/, ''), body: body && JSON.parse(String(body)) }
    heard.push(asked)
    const { status = 200, body: answered } = (await answer(asked)) ?? { status: 404, body: problem('not_found', 404) }
    return new Response(answered === undefined ? null : JSON.stringify(answered), {
      status,
      headers: { 'content-type': 'application/json' },
    })
  })
  return heard
}

/** A refusal, with what is wrong in which field. */
export const problem = (code: string, status: number, errors?: Readonly<Record<string, string>>) => ({
  type: 'about:blank',
  code,
  status,
  title: '有内容需要修改',
  requestId: 'rendering',
  ...(errors && { errors: Object.entries(errors).map(([pointer, detail]) => ({ pointer, detail })) }),
})

let close: (() => void) | undefined

/** Draws something in the place of what was there; `loaded` is what pages have loaded before. */
export function render(children: ReactNode, loaded = new Map()): void {
  close?.()
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  const root = createRoot(place)
  root.render(<SWRConfig value={{ provider: () => loaded }}>{children}</SWRConfig>)
  close = () => root.unmount()
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const controls = (label: string) => [...document.querySelectorAll<Control>(`[aria-label="${label}"]`)]

export const field = (label: string, nth = 0): Promise<Control> =>
  vi.waitFor(() => controls(label)[nth] ?? expect.fail(`there is no “${label}”: ${document.body.textContent}`))

/** Types into a field, or chooses in it, as a person does. */
export async function fill(label: string, value: string, nth = 0): Promise<void> {
  const control = await field(label, nth)
  // React watches the property itself.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
  control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  await vi.waitFor(async () => expect((await field(label, nth)).value).toBe(value))
}

export const buttons = (): string[] =>
  [...document.querySelectorAll('button')].map(
    (button) => button.getAttribute('aria-label') ?? button.textContent ?? '',
  )

export async function press(name: string): Promise<void> {
  const button = await vi.waitFor(
    () =>
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name) ??
      expect.fail(`there is no “${name}”: ${buttons()}`),
  )
  button.click()
}

/** The sentence that stands at a field; the field is marked as wrong and, if it can be, points to it. */
export async function complaintAt(label: string, nth = 0): Promise<string | undefined> {
  const control = await field(label, nth)
  if (control.getAttribute('aria-invalid') !== 'true') return undefined
  const [described] = [control.getAttribute('aria-describedby')]
  const place = described ? document.getElementById(described) : control.closest('.ui-field')
  return place?.querySelector('[role=alert]')?.textContent ?? place?.textContent ?? ''
}
