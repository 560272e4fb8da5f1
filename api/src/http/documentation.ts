import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { contract } from '@jijiao/shared/api/contract'
import type { Middleware } from 'koa'
import absolutePath from 'swagger-ui-dist/absolute-path.js'
import { openApiDocument } from './openapi'

const ASSETS = new Set([
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'favicon-32x32.png',
])

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>Jijiao API</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="icon" href="/docs/favicon-32x32.png"></head>
<body><div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true })`

/** `/openapi.json` and a page to read and try it. */
export function documentation(): Middleware {
  let document: string | undefined
  return async (ctx, next) => {
    if (ctx.method !== 'GET') return next()
    if (ctx.path === '/openapi.json') {
      document ??= JSON.stringify(openApiDocument(contract))
      ctx.type = 'application/json'
      ctx.body = document
      return
    }
    if (ctx.path === '/docs' || ctx.path === '/docs/') {
      ctx.type = 'text/html'
      ctx.body = PAGE
      return
    }
    if (ctx.path === '/docs/start.js') {
      ctx.type = 'text/javascript'
      ctx.body = START
      return
    }
    const asset = basename(ctx.path)
    if (ctx.path === `/docs/${asset}` && ASSETS.has(asset)) {
      ctx.type = asset
      const path = join(absolutePath(), asset)
      ctx.body = asset.endsWith('.js') ? createReadStream(path) : await readFile(path)
      return
    }
    return next()
  }
}
