import { expect, it } from 'vitest'
import { classLink, readClassLink } from './link'

const id = '13955ed5dd3585a813f423a1'

it.each([classLink('https://jijiao.example', id), ` ${classLink('http://192.168.1.5:3000', id)}/?from=poster`])(
  'reads the class out of %s',
  (text) => {
    expect(readClassLink(text)).toBe(id)
  },
)

it.each(['', id, `https://jijiao.example/u/${id}`, `https://jijiao.example/k/${id}0`, `javascript:/k/${id}`])(
  'finds no class in %j',
  (text) => {
    expect(readClassLink(text)).toBeNull()
  },
)
