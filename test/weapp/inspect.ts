import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const KIB = 1024
const MAIN_LIMIT = 1024 * KIB
const PART_LIMIT = 1024 * KIB
const TOTAL_LIMIT = 30 * 1024 * KIB

/** What WeChat does not have or refuses at review, as it would stand in built code. */
const FORBIDDEN = [
  { pattern: /\bnew AbortController\b/, why: 'AbortController does not exist in WeChat' },
  { pattern: /\bnew TextEncoder\b/, why: 'TextEncoder does not exist in WeChat' },
  { pattern: /\bIntl\.\w/, why: 'Intl does not exist on every phone' },
  { pattern: /\bZodError\b/, why: 'zod makes code from text, which WeChat refuses' },
  { pattern: /\bWebAssembly\.\w/, why: 'WebAssembly is called WXWebAssembly, and zxing belongs to the browser build' },
  { pattern: /method:\s*"PATCH"/, why: 'wx.request has no PATCH' },
] as const

/** Links in code that are fetched as pictures, styles, fonts or scripts. */
const REMOTE_ASSET = /https?:\/\/[^\s"'`)]+\.(?:png|jpe?g|gif|svg|webp|ttf|woff2?|css|js|wasm)\b/gi
const REMOTE_URL_IN_STYLE = /url\(\s*["']?(?:https?:)?\/\//i

type PackageReport = { readonly name: string; readonly bytes: number; readonly limit: number; readonly pages: number }
export type BuildReport = { readonly packages: readonly PackageReport[]; readonly faults: readonly string[] }

/** Sizes of a built mini-program, package by package, and everything that WeChat or the house would not accept. */
export function inspectBuild(root: string): BuildReport {
  const config = JSON.parse(readFileSync(path.join(root, 'app.json'), 'utf8')) as {
    pages: string[]
    lazyCodeLoading?: string
    subPackages?: { root: string; pages: string[] }[]
  }
  const parts = (config.subPackages ?? []).map((part) => ({ ...part, root: part.root.replace(/\/$/, '') }))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => statSync(path.join(root, file)).isFile() && isUploaded(file))
  const sizeOf = (chosen: readonly string[]) =>
    chosen.reduce((sum, file) => sum + statSync(path.join(root, file)).size, 0)
  const packageOf = (file: string) => parts.find((part) => file.startsWith(`${part.root}/`))?.root ?? null

  const packages: PackageReport[] = [
    {
      name: 'main',
      bytes: sizeOf(files.filter((file) => packageOf(file) === null)),
      limit: MAIN_LIMIT,
      pages: config.pages.length,
    },
    ...parts.map((part) => ({
      name: part.root,
      bytes: sizeOf(files.filter((file) => packageOf(file) === part.root)),
      limit: PART_LIMIT,
      pages: part.pages.length,
    })),
  ]
  const faults = [
    ...packages.filter(({ bytes, limit }) => bytes > limit).map(({ name, bytes }) => `${name} has ${bytes} bytes`),
    ...(sizeOf(files) > TOTAL_LIMIT ? ['all packages together are above 30 MB'] : []),
    ...(config.lazyCodeLoading === 'requiredComponents' ? [] : ['lazyCodeLoading is not set']),
    ...files.flatMap((file) => faultsIn(root, file)),
  ]
  return { packages, faults }
}

/** Licence notes and the developer tool's settings are not uploaded. */
function isUploaded(file: string): boolean {
  return !file.endsWith('.LICENSE.txt') && !file.endsWith('.map') && path.basename(file) !== 'project.config.json'
}

function faultsIn(root: string, file: string): string[] {
  if (file.endsWith('.wasm')) return [`${file}: the QR reader belongs to the browser build`]
  if (!/\.(js|wxss|wxml|json|wxs)$/.test(file)) return []
  const text = readFileSync(path.join(root, file), 'utf8')
  const faults = [...text.matchAll(REMOTE_ASSET)].map(([link]) => `${file}: remote asset ${link}`)
  if (file.endsWith('.wxss') && REMOTE_URL_IN_STYLE.test(text)) faults.push(`${file}: a style fetches from a server`)
  if (file.endsWith('.js')) {
    for (const { pattern, why } of FORBIDDEN) if (pattern.test(text)) faults.push(`${file}: ${why}`)
  }
  return faults
}
