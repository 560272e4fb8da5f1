import { PAGES } from '../routes'

/** The link in the QR code is short, to be read from the back row; before the router starts it becomes the page's own. */
export function openShortLink(): void {
  const [, code] = /^\/c\/([^/?#]+)$/.exec(window.location.pathname) ?? []
  if (code) window.history.replaceState(null, '', `${PAGES.checkIn}?code=${code}`)
}
