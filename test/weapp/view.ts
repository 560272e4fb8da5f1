import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Templates, ViewElement, ViewNode } from './wcc'

/** Builds the view of a page: Taro nests deep trees through a component of its own, which is laid open here. */
export function createView(root: string, templates: Templates) {
  const componentsOf = new Map<string, Readonly<Record<string, string>>>()

  function usedBy(owner: string): Readonly<Record<string, string>> {
    const known = componentsOf.get(owner)
    if (known) return known
    const config = JSON.parse(readFileSync(path.join(root, `${owner}.json`), 'utf8'))
    const components: Record<string, string> = config.usingComponents ?? {}
    componentsOf.set(owner, components)
    return components
  }

  function expand(node: unknown, owner: string): ViewNode {
    if (typeof node !== 'object' || node === null) return node == null ? '' : String(node)
    const raw = node as { tag?: string; attr?: Record<string, unknown>; children?: unknown[] }
    const tag = raw.tag?.replace(/^wx-/, '') ?? ''
    const attr = raw.attr ?? {}
    const component = usedBy(owner)[tag]
    if (component) {
      const file = path.posix.join(path.posix.dirname(owner), component)
      return { tag, attr, children: templates.render(file, attr).children.map((child) => expand(child, file)) }
    }
    return { tag, attr, children: (raw.children ?? []).map((child) => expand(child, owner)) }
  }

  return (page: string, data: unknown): ViewElement => ({
    tag: 'page',
    attr: {},
    children: templates.render(page, data).children.map((child) => expand(child, page)),
  })
}

export function* elements(node: ViewNode): Generator<ViewElement> {
  if (typeof node !== 'object') return
  yield node
  for (const child of node.children) yield* elements(child)
}

/** What a person reads, in order. */
export function textOf(node: ViewNode): string {
  return typeof node === 'object' ? node.children.map(textOf).join('') : String(node)
}

/** What a screen reader says: the label, else the text. */
export function nameOf(element: ViewElement): string {
  const label = element.attr['aria-label'] ?? element.attr.ariaLabel
  return typeof label === 'string' && label !== '' ? label : textOf(element)
}

export type WeappEventType = 'tap' | 'input' | 'confirm' | 'change' | 'blur' | 'focus'

/** The page's method that answers an event of this element; a disabled thing has none that does anything. */
export function handlerOf(element: ViewElement, type: WeappEventType): string | null {
  const handler = element.attr[`bind${type}`] ?? element.attr[`catch${type}`]
  return typeof handler === 'string' && handler !== '' ? handler : null
}

/**
 * The innermost element of that label, or of that visible text, that answers the event. An exact name goes before one
 * that only contains the words.
 */
export function findByName(tree: ViewElement, name: string, type: WeappEventType): ViewElement | null {
  const answering = [...elements(tree)].filter((element) => handlerOf(element, type) !== null)
  const exact = answering.filter((element) => nameOf(element) === name)
  const partial = answering.filter((element) => nameOf(element).includes(name))
  return exact[exact.length - 1] ?? partial[partial.length - 1] ?? null
}
