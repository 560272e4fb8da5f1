import { describe, expect, it } from 'vitest'
import { hashPassword, isPasswordOf } from './passwords'

describe('a password', () => {
  it('is kept as argon2id with 19 MiB, differently each time', async () => {
    const [first, second] = await Promise.all([hashPassword('Xuexi2580'), hashPassword('Xuexi2580')])
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(first).not.toBe(second)
    expect(await isPasswordOf(first, 'Xuexi2580')).toBe(true)
    expect(await isPasswordOf(first, 'xuexi2580')).toBe(false)
  })

  it('is nobody’s where there is no account, not even the decoy’s', async () => {
    expect(await isPasswordOf(null, 'Xuexi2580')).toBe(false)
    expect(await isPasswordOf(null, 'nobody has this password')).toBe(false)
  })

  it('is refused rather than queued without end, and the queue drains', async () => {
    const passwordHash = await hashPassword('Xuexi2580')
    const burst = await Promise.allSettled(Array.from({ length: 230 }, () => isPasswordOf(passwordHash, 'wrong')))
    const refused = burst.filter((result) => result.status === 'rejected')
    expect(refused.length).toBe(230 - 202)
    expect(refused[0]).toMatchObject({ reason: { code: 'too_many_requests' } })
    expect(await isPasswordOf(passwordHash, 'Xuexi2580')).toBe(true)
  })
})
