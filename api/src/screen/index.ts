import { readFile } from 'node:fs/promises'
import { codeFromText } from '@jijiao/shared/attendance'
import type { Middleware } from 'koa'

const FILES: Readonly<Record<string, { file: string; type: string }>> = {
  '/screen/screen.css': { file: 'screen.css', type: 'text/css' },
  '/screen/screen.js': { file: 'screen.js', type: 'text/javascript' },
}

const SCREEN = /^\/screen\/[0-9a-f]{24}$/
const CHECK_IN = /^\/c\/([^/]+)$/
const JOIN = /^\/u\/([A-Za-z0-9]+)$/

/**
 * Pages outside the mini-program's build: the hall's screen, and the addresses that QR codes carry. WeChat opens those
 * in the mini-program by its rules for plain links; any other scanner lands in the browser build.
 */
export function printedAddresses(): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET') return next()
    const checkIn = CHECK_IN.exec(ctx.path)
    if (checkIn?.[1] && codeFromText(checkIn[1])) return ctx.redirect(`/#/pages/check-in/index?code=${checkIn[1]}`)
    const join = JOIN.exec(ctx.path)
    if (join?.[1]) return ctx.redirect(`/#/pages/join/index?joinCode=${join[1]}`)
    const asset = SCREEN.test(ctx.path) ? { file: 'screen.html', type: 'text/html' } : FILES[ctx.path]
    if (!asset) return next()
    ctx.type = asset.type
    ctx.set('cache-control', 'no-cache')
    ctx.set('referrer-policy', 'no-referrer')
    ctx.body = await readFile(new URL(`./page/${asset.file}`, import.meta.url))
  }
}
