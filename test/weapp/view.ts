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

/** The elements from the page down to one of them. */
export type ViewPath = readonly ViewElement[]

/**
 * The way down to the innermost element of that label, or of that visible text, that answers the event. An exact name
 * goes before one that only contains the words.
 */
export function findByName(tree: ViewElement, name: string, type: WeappEventType): ViewPath | null {
  const answering = [...paths(tree)].filter((path) => handlerOf(last(path), type) !== null)
  const exact = answering.filter((path) => nameOf(last(path)) === name)
  const partial = answering.filter((path) => nameOf(last(path)).includes(name))
  return exact[exact.length - 1] ?? partial[partial.length - 1] ?? null
}

/** Who hears an event at the end of the path, in WeChat's order: a tap bubbles until it is caught. */
export function* listeners(path: ViewPath, type: WeappEventType): Generator<ViewElement> {
  for (const element of [...path].reverse()) {
    if (handlerOf(element, type) === null) continue
    yield element
    if (type !== 'tap' || element.attr.catchtap) return
  }
}

export function last(path: ViewPath): ViewElement {
  const element = path[path.length - 1]
  if (!element) throw new Error('an empty path')
  return element
}

function* paths(element: ViewElement, above: ViewPath = []): Generator<ViewPath> {
  const path = [...above, element]
  yield path
  for (const child of element.children) if (typeof child === 'object') yield* paths(child, path)
}
