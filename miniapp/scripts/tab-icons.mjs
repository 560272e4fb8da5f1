// Draws the tab bar's icons (81 × 81, as WeChat wants them) with a browser: node miniapp/scripts/tab-icons.mjs
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(new URL('../../test/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const target = path.resolve(import.meta.dirname, '../src/assets/tab')

const shapes = {
  home: '<path d="M4 11.2 12 4.5l8 6.7V19a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19z"/><path d="M9.5 20.5v-6h5v6"/>',
  study:
    '<path d="M12 6.5C10 5 7 4.6 3.5 5v13c3.5-.4 6.5 0 8.5 1.5 2-1.5 5-1.9 8.5-1.5V5C17 4.6 14 5 12 6.5z"/><path d="M12 6.5v13"/>',
  messages: '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.7h-15z"/><path d="M10 20.8h4"/>',
  me: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4 3.5-6 7.5-6s6.9 2 7.5 6z"/>',
}

const systemChromium = '/usr/bin/chromium'
const browser = await chromium.launch({
  ...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
})
const page = await browser.newPage({ viewport: { width: 81, height: 81 } })
for (const [name, shape] of Object.entries(shapes)) {
  for (const [suffix, colour, fill] of [
    ['', '#768290', 'none'],
    ['-selected', '#1b5fae', '#1b5fae22'],
  ]) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="81" height="81" fill="${fill}" stroke="${colour}" stroke-width="1.7" stroke-linejoin="round" stroke-linecap="round">${shape}</svg>`
    await page.setContent(`<body style="margin:0;background:transparent">${svg}`)
    await writeFile(path.join(target, `${name}${suffix}.png`), await page.screenshot({ omitBackground: true }))
  }
}
await browser.close()
