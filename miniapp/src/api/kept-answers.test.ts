import { beforeEach, expect, it, vi } from 'vitest'

const storage = vi.hoisted(() => new Map<string, unknown>())
vi.mock('@tarojs/taro', () => ({
  default: {
    getStorageSync: (name: string) => storage.get(name) ?? '',
    setStorageSync: (name: string, value: unknown) => void storage.set(name, value),
    removeStorageSync: (name: string) => void storage.delete(name),
  },
}))

const { forgetAnswers, keepAnswer, keptAnswer } = await import('./kept-answers')

beforeEach(() => storage.clear())

it('gives back what it kept, the latest', () => {
  keepAnswer('a:profile', { name: '林晓' })
  keepAnswer('a:profile', { name: '周岩' })
  expect(keptAnswer('a:profile')).toEqual({ name: '周岩' })
})

it('leaves nothing of the person on the device', () => {
  keepAnswer('a:profile', 1)
  keepAnswer('a:classes', 2)
  storage.set('display', 'of the device')
  forgetAnswers()
  expect([...storage.keys()]).toEqual(['display'])
})

it('forgets the oldest where there are many, and keeps nothing huge', () => {
  for (let count = 0; count < 40; count++) keepAnswer(`a:${count}`, count)
  keepAnswer('a:39', 'again')
  keepAnswer('a:huge', 'x'.repeat(200_000))
  expect(keptAnswer('a:9')).toBeUndefined()
  expect(keptAnswer('a:10')).toBe(10)
  expect(keptAnswer('a:huge')).toBeUndefined()
  forgetAnswers()
  expect([...storage.keys()]).toEqual([])
})
