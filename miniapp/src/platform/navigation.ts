import Taro from '@tarojs/taro'
import { PAGES, type PageName, TAB_PAGES } from '../routes'

type Query = Readonly<Record<string, string | number | undefined>>

/** Opens a page above the present one; a page of the tab bar takes its place. */
export function open(page: PageName, query: Query = {}): void {
  if (isTab(page)) void Taro.switchTab({ url: PAGES[page] })
  else void Taro.navigateTo({ url: pageUrl(page, query) })
}

/** Opens a page in the place of the present one, so that going back does not return to it. */
export function replace(page: PageName, query: Query = {}): void {
  if (isTab(page)) void Taro.switchTab({ url: PAGES[page] })
  else void Taro.redirectTo({ url: pageUrl(page, query) })
}

/** Opens a page with nothing below it, as a menu does. */
export function startAt(page: PageName): void {
  if (isTab(page)) void Taro.switchTab({ url: PAGES[page] })
  else void Taro.reLaunch({ url: PAGES[page] })
}

/** Back to the page before; to the home page where there is none (a scanned code opened this one). */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else void Taro.switchTab({ url: PAGES.home })
}

function isTab(page: PageName): boolean {
  return (TAB_PAGES as readonly PageName[]).includes(page)
}

function pageUrl(page: PageName, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  )
  return pairs.length ? `${PAGES[page]}?${pairs.join('&')}` : PAGES[page]
}
