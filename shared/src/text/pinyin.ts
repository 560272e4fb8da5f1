import { pinyin } from 'pinyin-pro'
import { normalizeSearchText } from '.'

export interface NameKeys {
  /** The name without spaces and dots: 张三. */
  full: string
  /** zhangsan; ü is written v, as it is typed. */
  pinyin: string
  /** zs */
  initials: string
}

/**
 * What a name is found by, stored beside it. A surname is read as one (单 shan, 曾 zeng); where a given name has several
 * readings the usual one is taken. Latin letters stay. Server only: the dictionary weighs 300 KB.
 */
export function nameKeys(name: string): NameKeys {
  const full = normalizeSearchText(name).replace(/[\s\p{P}]/gu, '')
  const syllables = pinyin(full, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive', v: true })
  return {
    full,
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => [...syllable][0] ?? '').join(''),
  }
}
