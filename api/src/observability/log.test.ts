import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createLog } from './log'

function recorder() {
  const lines: string[] = []
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  return { lines, log: createLog({ LOG_LEVEL: 'info' }, destination) }
}

it('never writes passwords, tokens, phones or ID numbers, wherever they stand', () => {
  const { lines, log } = recorder()
  log.info(
    { password: 'Jijiao2580', request: { token: 'abc.def', body: { phone: '13812345678' } } },
    'person 441900200002290013 with phone 13812345678',
  )
  log.error({ error: new Error('no person 44190020000229001X at mongodb://user:secret@10.0.0.1/') }, 'failed')
  const text = lines.join('')
  for (const secret of ['Jijiao2580', 'abc.def', '13812345678', '441900200002290013', '44190020000229001X', 'secret']) {
    expect(text).not.toContain(secret)
  }
})

it('keeps a value with a line break on one line', () => {
  const { lines, log } = recorder()
  log.info({ name: 'a\r\n{"level":60,"msg":"forged"}' }, 'b\nc')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trim().split('\n')).toHaveLength(1)
})
