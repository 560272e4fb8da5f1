// @vitest-environment jsdom
import './browser-gaps'

import { afterEach, expect, it, vi } from 'vitest'
import { TraineeList } from '../features/trainees'
import { fill, press, render, serve } from './render'

const screen = vi.hoisted(() => ({ isWide: false }))
vi.mock('../platform/use-wide', () => ({ useWide: () => screen.isWide }))
afterEach(() => vi.unstubAllGlobals())

const ID = 'a'.repeat(24)
const trainee = {
  id: ID,
  affiliationId: ID,
  organization: { id: ID, name: '东莞市继续教育中心' },
  name: '陈静',
  sex: '2',
  birthDate: '1990-01-01',
  residentId: '1101**********002X',
  phone: null,
  education: null,
  qualification: null,
  workStartedOn: null,
  affiliatedAt: '2026-03-01T00:00:00.000Z',
  abilities: { edit: false, end: false, reveal: false },
}

/** The list on a screen, and the orders that the server is asked for. */
function open(isWide: boolean) {
  screen.isWide = isWide
  const asked = serve(({ path }) =>
    path.startsWith('/trainees?') ? { body: { data: [trainee], nextCursor: null } } : undefined,
  )
  render(<TraineeList />)
  return { sorts: () => asked.flatMap(({ path }) => new URLSearchParams(path.split('?')[1]).get('sort') ?? []) }
}

it('sorts a table by its heading, and the other way round when it is pressed again', async () => {
  const { sorts } = open(true)
  const direction = () => document.querySelector('th[aria-sort]')?.getAttribute('aria-sort')
  await vi.waitFor(() => expect(direction()).toBe('ascending'))
  expect(sorts()).toEqual(['name'])
  await press('姓名')
  await vi.waitFor(() => expect(direction()).toBe('descending'))
  await vi.waitFor(() => expect(sorts().at(-1)).toBe('-name'))
  await vi.waitFor(() => expect(direction()).toBe('descending'))
  await press('姓名')
  await vi.waitFor(() => expect(direction()).toBe('ascending'))
})

it('offers the same orders to choose from on a phone, where no heading is', async () => {
  const { sorts } = open(false)
  await vi.waitFor(() => expect(document.body.textContent).toContain('陈静'))
  expect(document.querySelector('th')).toBeNull()
  await fill('排序', 'name descending')
  await vi.waitFor(() => expect(sorts().at(-1)).toBe('-name'))
})
