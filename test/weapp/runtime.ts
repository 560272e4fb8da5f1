import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

export type PageDefinition = Record<string, unknown> & { data?: Record<string, unknown> }

type RuntimeOptions = {
  readonly root: string
  readonly wx: unknown
  readonly pages: () => unknown[]
  readonly onError: (error: unknown) => void
}

const NEXT_TURN_MS = 20

/**
 * The logic layer: the app's scripts in a context of their own, with what WeChat gives them and no more. There is no
 * `fetch`, no `URL`, no `AbortController`, no `Intl`, and no code made from text.
 */
export function createRuntime({ root, wx, pages, onError }: RuntimeOptions) {
  const definitions = new Map<string, PageDefinition>()
  const timers = new Set<NodeJS.Timeout>()
  /** Timers that React and Taro use to do something next. */
  const soon = new Set<NodeJS.Timeout>()
  const modules = new Map<string, { exports: unknown }>()
  let app: PageDefinition | undefined
  let loading = ''

  function guarded<A extends unknown[]>(task: (...args: A) => void): (...args: A) => void {
    return (...args) => {
      try {
        task(...args)
      } catch (error) {
        onError(error)
      }
    }
  }

  function start(make: typeof setTimeout | typeof setInterval, isOnce: boolean) {
    return (task: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) => {
      const timer: NodeJS.Timeout = make(() => {
        if (isOnce) forget(timer)
        guarded(task)(...args)
      }, delay)
      timers.add(timer)
      if (isOnce && delay <= NEXT_TURN_MS) soon.add(timer)
      return timer
    }
  }

  function forget(timer: NodeJS.Timeout): void {
    timers.delete(timer)
    soon.delete(timer)
  }

  function stop(timer: NodeJS.Timeout | undefined): void {
    if (timer) forget(timer)
    clearTimeout(timer)
  }

  const register = (definition: PageDefinition) => void definitions.set(loading, definition)
  const sandbox: Record<string, unknown> = {
    wx,
    console: { ...console, error: (...parts: unknown[]) => onError(parts.length === 1 ? parts[0] : parts) },
    setTimeout: start(setTimeout, true),
    setInterval: start(setInterval, false),
    clearTimeout: stop,
    clearInterval: stop,
    App: (definition: PageDefinition) => {
      app = definition
    },
    Page: register,
    Component: register,
    Behavior: (definition: unknown) => definition,
    getApp: () => app,
    getCurrentPages: pages,
  }
  sandbox.global = sandbox
  const context = vm.createContext(sandbox, { codeGeneration: { strings: false, wasm: false } })
  vm.runInContext('delete globalThis.Intl; delete globalThis.WebAssembly; delete globalThis.SharedArrayBuffer', context)

  function load(file: string): unknown {
    const name = path.join(root, file.endsWith('.js') ? file : `${file}.js`)
    const known = modules.get(name)
    if (known) return known.exports
    const module: { exports: unknown } = { exports: {} }
    modules.set(name, module)
    const source = `(function(require,module,exports){${readFileSync(name, 'utf8')}\n})`
    const run = vm.runInContext(source, context, { filename: name })
    run((asked: string) => load(path.relative(root, path.resolve(path.dirname(name), asked))), module, module.exports)
    return module.exports
  }

  return {
    launch: (): PageDefinition => {
      load('app.js')
      if (!app) throw new Error('app.js did not call App()')
      return app
    },
    definitionOf: (route: string): PageDefinition => {
      if (!definitions.has(route)) {
        loading = route
        load(route)
      }
      const definition = definitions.get(route)
      if (!definition) throw new Error(`${route}.js did not register a page`)
      return definition
    },
    guarded,
    /** Resolves when the app has drawn what it has to draw now; what waits for the network or for time may go on. */
    settle: async (): Promise<void> => {
      do await new Promise((resolve) => setImmediate(resolve))
      while (soon.size > 0)
    },
    /** Puts plain data into the app's own world, so that its arrays are arrays there too. */
    adopt: vm.runInContext('(text) => JSON.parse(text)', context) as (text: string) => unknown,
    close: () => {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
