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

/**
 * How each character of a text is read in its context, one syllable for each, as places and organizations are: 重庆 is
 * chong qing. Characters without a reading stand for themselves.
 */
export const syllablesOf = (text: string): readonly string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true })
