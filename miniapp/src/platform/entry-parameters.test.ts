import { codeFromText } from '@jijiao/shared/attendance'
import { expect, it } from 'vitest'
import { entryParameters } from './entry-parameters'

const code = 'abcdefghijklmnopqrstuvwxyz012345'

it('lays open the link of a scanned code, encoded or not', () => {
  const link = `https://server.example.cn/c/${code}`
  for (const q of [link, encodeURIComponent(link)]) expect(codeFromText(entryParameters({ q }).q ?? '')).toBe(code)
})

it('lays open the query inside a mini-program code', () => {
  expect(entryParameters({ scene: encodeURIComponent('unit=AB12&from=poster') })).toEqual({
    unit: 'AB12',
    from: 'poster',
  })
})

it('keeps a value that cannot be decoded as it is', () => {
  expect(entryParameters({ name: '100%' })).toEqual({ name: '100%' })
})
