import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import vm from 'node:vm'

/** A node of the view as WeChat's template compiler makes it: an element, or text. */
export type ViewNode = string | number | ViewElement
export type ViewElement = {
  readonly tag: string
  readonly attr: Readonly<Record<string, unknown>>
  readonly children: readonly ViewNode[]
}

type RawNode = ViewNode | { tag?: string; attr?: Record<string, unknown>; children?: RawNode[] }
type Template = (data: unknown) => { tag?: string; attr?: Record<string, unknown>; children?: RawNode[] }
export type Templates = {
  /** Renders the template of a page or component (its path without extension) with data. */
  readonly render: (component: string, data: unknown) => { readonly children: readonly RawNode[] }
}

/** Compiles every template of a built mini-program with WeChat's own compiler, `wcc`. */
export function compileTemplates(root: string): Templates {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(wxml|wxs)$/.test(file))
  const code = runWcc(['-d', ...files], root)
  const context = vm.createContext({ window: {}, __wxAppCode__: {}, console })
  const find = vm.runInContext(`${code};$gwx`, context) as (file: string) => Template | undefined
  // The templates test their data with `instanceof`, so it must be made where they live.
  const parse = vm.runInContext('(text) => JSON.parse(text)', context) as (text: string) => unknown
  return {
    render: (component, data) => {
      const template = find(`${component}.wxml`) ?? find(`./${component}.wxml`)
      if (!template) throw new Error(`no template for ${component}`)
      return { children: template(parse(JSON.stringify(data))).children ?? [] }
    },
  }
}

/** npm may unpack the compiler without its executable bit, and the package is not ours to change: run a copy. */
function runWcc(args: readonly string[], cwd: string): string {
  const runner = createRequire(import.meta.resolve('@tarojs/webpack5-runner/package.json'))
  const packageRoot = path.dirname(runner.resolve('miniprogram-compiler/package.json'))
  const system = { linux: 'linux', darwin: 'mac', win32: 'windows' }[process.platform as string] ?? 'linux'
  const original = path.join(packageRoot, 'bin', system, process.platform === 'win32' ? 'wcc.exe' : 'wcc')
  if (!existsSync(original)) throw new Error(`WeChat's template compiler is not there for ${process.platform}`)
  const directory = mkdtempSync(path.join(tmpdir(), 'wcc-'))
  try {
    const copy = path.join(directory, path.basename(original))
    copyFileSync(original, copy)
    chmodSync(copy, 0o755)
    return execFileSync(copy, args, { cwd, maxBuffer: 1 << 28 }).toString()
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
