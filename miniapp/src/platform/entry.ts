import { useRouter } from '@tarojs/taro'
import { entryParameters } from './entry-parameters'

/**
 * The parameters that the present page was opened with: its own query, or those of the link that WeChat's scanner
 * read (`q`), or of a mini-program code (`scene`).
 */
export function useEntryParameters(): Readonly<Record<string, string>> {
  return entryParameters(useRouter().params)
}
