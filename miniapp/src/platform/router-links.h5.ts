/**
 * Taro's tab bar is made of links to `javascript:;`, which our content security policy forbids and the console reports.
 * Their clicks are handled by the router, so the links themselves need not be followed.
 */
export function quietRouterLinks(): void {
  document.addEventListener(
    'click',
    (event) => {
      if (event.target instanceof Element && event.target.closest('a[href^="javascript:"]')) event.preventDefault()
    },
    { capture: true },
  )
}
