import type { Page } from 'playwright-core'

/** An answer of 4xx is part of the play; the browser reports it all the same. */
const EXPECTED = /^Failed to load resource: the server responded with a status of 4\d\d/

/** Notes every exception and every complaint of the console, those about the content security policy among them. */
export function watchFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) faults.push(`${page.url()}: ${message.text()}`)
  })
}
