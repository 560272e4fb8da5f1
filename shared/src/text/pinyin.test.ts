import { describe, expect, it } from 'vitest'
import { nameKeys, syllablesOf } from './pinyin'

describe('the keys of a name', () => {
  it.each([
    ['张三', { full: '张三', pinyin: 'zhangsan', initials: 'zs' }],
    [' 张　三 ', { full: '张三', pinyin: 'zhangsan', initials: 'zs' }],
    ['欧阳小三', { full: '欧阳小三', pinyin: 'ouyangxiaosan', initials: 'oyxs' }],
    ['单小三', { full: '单小三', pinyin: 'shanxiaosan', initials: 'sxs' }],
    ['曾一', { full: '曾一', pinyin: 'zengyi', initials: 'zy' }],
    ['尉迟一', { full: '尉迟一', pinyin: 'yuchiyi', initials: 'ycy' }],
    ['吕绿', { full: '吕绿', pinyin: 'lvlv', initials: 'll' }],
    ['阿卜杜拉·买买提', { full: '阿卜杜拉买买提', pinyin: 'abudulamaimaiti', initials: 'abdlmmt' }],
    ['Ａlice Wang', { full: 'alicewang', pinyin: 'alicewang', initials: 'a' }],
    ['', { full: '', pinyin: '', initials: '' }],
  ])('%s are what people type', (name, keys) => {
    expect(nameKeys(name)).toEqual(keys)
  })
})

describe('the syllables of a text', () => {
  it.each([
    ['东莞市重庆路', 'dong guan shi chong qing lu'],
    ['厦门ab2', 'xia men a b 2'],
    ['𠮷田(北)', '𠮷 tian ( bei )'],
  ])('are one for each character: %s', (text, syllables) => {
    expect(syllablesOf(text)).toEqual(syllables.split(' '))
  })
})
