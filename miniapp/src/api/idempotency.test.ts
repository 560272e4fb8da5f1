import { ProblemError } from '@jijiao/shared/http'
import { expect, it } from 'vitest'
import { TimeoutError } from '../platform/network-errors'
import { createSubmission } from './idempotency'

const refusal = new ProblemError({ type: '', title: 'no', status: 422, code: 'invalid_input', requestId: '' })

function recorder() {
  const keys: string[] = []
  const act = (error?: Error) => async (key: string) => {
    keys.push(key)
    if (error) throw error
  }
  return { keys, act }
}

it('repeats the key when the answer was lost and the content is the same', async () => {
  const { keys, act } = recorder()
  const submit = createSubmission()
  await expect(submit({ name: 'a' }, act(new TimeoutError()))).rejects.toThrow()
  await submit({ name: 'a' }, act())
  expect(keys[1]).toBe(keys[0])
})

it('takes a new key when the content has changed, after a refusal, and after a success', async () => {
  const { keys, act } = recorder()
  const submit = createSubmission()
  await expect(submit({ name: 'a' }, act(new TimeoutError()))).rejects.toThrow()
  await expect(submit({ name: 'b' }, act(refusal))).rejects.toThrow()
  await submit({ name: 'b' }, act())
  await submit({ name: 'b' }, act())
  expect(new Set(keys).size).toBe(4)
})
