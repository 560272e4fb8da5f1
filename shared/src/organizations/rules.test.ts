import { describe, expect, it } from 'vitest'
import { joinLink, readJoinCode } from './rules'

describe('a join code', () => {
  it.each([
    'AB2CD3EF',
    ' ab2c-d3ef ',
    'AB2C D3EF',
    joinLink('https://jijiao.example', 'AB2CD3EF'),
    joinLink('http://192.168.1.5:3000', 'ab2cd3ef'),
    'https://jijiao.example/u/AB2CD3EF/?from=poster',
  ])('is read from %s', (text) => {
    expect(readJoinCode(text)).toBe('AB2CD3EF')
  })

  it.each([
    '',
    'AB2CD3E',
    'AB2CD3EFG',
    'AB2CD3E0',
    'https://jijiao.example/s/AB2CD3EF',
    'javascript:/u/AB2CD3EF',
    '{"$ne":1}',
  ])('is not in %j', (text) => {
    expect(readJoinCode(text)).toBeNull()
  })
})
