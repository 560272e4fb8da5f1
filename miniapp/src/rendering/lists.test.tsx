// @vitest-environment jsdom
import './browser-gaps'

import { afterEach, expect, it, vi } from 'vitest'
import { useRemotePages } from '../api'
import { render, serve } from './render'

afterEach(() => vi.unstubAllGlobals())

let asked = 0
function Things() {
  const { data } = useRemotePages('things', async () => {
    asked += 1
    return { data: [`第 ${asked} 次`], nextCursor: null }
  })
  return <p>{data?.join()}</p>
}

it('loads a list afresh when its page is opened again, though it was loaded before', async () => {
  serve(() => undefined)
  const visited = new Map()
  render(<Things />, visited)
  await vi.waitFor(() => expect(document.body.textContent).toBe('第 1 次'))
  render(<Things />, visited)
  await vi.waitFor(() => expect(document.body.textContent).toBe('第 2 次'))
})
