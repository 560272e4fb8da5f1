import { useShareAppMessage } from '@tarojs/taro'
import { PAGES, type PageName } from '../routes'

/** What is passed on in WeChat from this page: its name and address, never anything about a person. */
export function useShareCard(title: string, page: PageName, query: string): void {
  useShareAppMessage(() => ({ title, path: query ? `${PAGES[page]}?${query}` : PAGES[page] }))
}
