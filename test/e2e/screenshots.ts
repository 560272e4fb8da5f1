import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const FOLDER = fileURLToPath(new URL('./screenshots/', import.meta.url))

/** Pages slide in. What turns for ever, a spinner, is an animation and no transition. */
const AT_REST = `Promise.allSettled(
  document.getAnimations().filter((moving) => moving instanceof CSSTransition).map(({ finished }) => finished),
).then(() => null)`

/** Keeps a picture for people to look at, once the page has come to rest; the folder is not part of the repository. */
export async function shootPage(page: Page, name: string): Promise<void> {
  await page.evaluate(AT_REST)
  await page.screenshot({ path: `${FOLDER}${name}.png` })
}
