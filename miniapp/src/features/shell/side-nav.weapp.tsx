/** WeChat has its own bars, and no room beside a page. */
export function SideNav() {
  return null
}
