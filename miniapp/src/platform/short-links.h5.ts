import { PAGES } from '../routes'

/** The links in QR codes are short, to be read from the back row; before the router starts each becomes its page's own. */
export function openShortLink(): void {
  const [, kind, code] = /^\/([cku])\/([^/?#]+)$/.exec(window.location.pathname) ?? []
  if (!code) return
  // With what follows the code: it may ask for the place.
  const link = encodeURIComponent(`/c/${code}${window.location.search}`)
  const pages: Readonly<Record<string, string>> = {
    c: `${PAGES.checkIn}?code=${link}`,
    k: `${PAGES.myClass}?classId=${code}`,
    u: `${PAGES.joinUnit}?joinCode=${code}`,
  }
  window.history.replaceState(null, '', pages[kind ?? ''])
}
