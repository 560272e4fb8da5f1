import { useRouter } from '@tarojs/taro'
import { entryParameters } from './entry-parameters'

/** The parameters that the present page was opened with, by another page, a link or a scanned code. */
export function useEntryParameters(): Readonly<Record<string, string | undefined>> {
  return entryParameters(useRouter().params)
}
