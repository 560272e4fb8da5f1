import { readFile } from 'node:fs/promises'
import type { Middleware } from 'koa'

const FILES: Readonly<Record<string, { file: string; type: string }>> = {
  '/screen/screen.css': { file: 'screen.css', type: 'text/css' },
  '/screen/screen.js': { file: 'screen.js', type: 'text/javascript' },
}

const SCREEN = /^\/screen\/[0-9a-f]{24}$/

/**
 * The hall's screen, a page outside the mini-program's build. The addresses that QR codes carry (`/c/…`, `/u/…`) are
 * the browser build's own: its start page turns them into pages; WeChat opens them by its rules for plain links.
 */
export function hallScreen(): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET') return next()
    const asset = SCREEN.test(ctx.path) ? { file: 'screen.html', type: 'text/html' } : FILES[ctx.path]
    if (!asset) return next()
    ctx.type = asset.type
    ctx.set('cache-control', 'no-cache')
    ctx.set('referrer-policy', 'no-referrer')
    ctx.body = await readFile(new URL(`./page/${asset.file}`, import.meta.url))
  }
}
