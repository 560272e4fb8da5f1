import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTencentRealName } from '../realname/tencent'
import { createTencentSms } from '../sms/tencent'
import { type FakeTencent, startFakeTencent } from './fake'
import { tencentAuthorization } from './signature'

const keys = { secretId: 'AKIDexample', secretKey: 'example-secret' }
const clock = { now: () => Date.now() }

describe('the signature', () => {
  it('is the one that Tencent prints in its manual', () => {
    const authorization = tencentAuthorization(
      { secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' },
      {
        service: 'cvm',
        host: 'cvm.tencentcloudapi.com',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
        timestamp: 1_551_113_065,
      },
    )
    expect(authorization).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    )
  })
})

describe('Tencent Cloud', () => {
  let tencent: FakeTencent
  beforeAll(async () => {
    tencent = await startFakeTencent(keys, {
      verify: (name, number) => (number.startsWith('81') ? '-5' : name === '陈静' ? '0' : '-1'),
    })
  })
  afterAll(() => tencent.stop())

  const settings = (secretKey = keys.secretKey) => ({ ...keys, secretKey, api: tencent.url, clock })
  const sms = (secretKey?: string) =>
    createTencentSms({
      ...settings(secretKey),
      region: 'ap-guangzhou',
      appId: '1400000000',
      signName: '继续教育',
      templateId: '1',
    })

  it('texts a code', async () => {
    await sms().sendCode('13800138000', '042042')
    expect(tencent.texted).toEqual([{ phone: '+8613800138000', values: ['042042'] }])
  })

  it('is believed when it refuses, and the error names neither phone, code nor secret', async () => {
    tencent.failNext('FailedOperation.InsufficientBalanceInSmsPackage')
    const refused: unknown = await sms()
      .sendCode('13800138000', '424242')
      .catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'FailedOperation.InsufficientBalanceInSmsPackage' })
    const wrong: unknown = await sms('wrong-secret')
      .sendCode('13800138000', '424242')
      .catch((error: unknown) => error)
    expect(wrong).toMatchObject({ code: 'AuthFailure.SignatureFailure' })
    for (const error of [refused, wrong]) {
      expect(String((error as Error).stack)).not.toMatch(/13800138000|424242|secret/)
    }
  })

  it('says whether name and number belong together, and nothing when it does not work', async () => {
    const realName = createTencentRealName(settings())
    const residentId = '11010519491231002X'
    expect(await realName.verify({ name: '陈静', residentId })).toBe(true)
    expect(await realName.verify({ name: '李明', residentId })).toBe(false)
    expect(await realName.verify({ name: '陈静', residentId: '810000199001010019' })).toBe(false)
    tencent.failNext('FailedOperation.StsUnAuthErr')
    await expect(realName.verify({ name: '陈静', residentId })).rejects.toMatchObject({ name: 'TencentError' })
  })

  it('is unreachable when nothing answers', async () => {
    const nowhere = createTencentRealName({ ...settings(), api: 'http://127.0.0.1:9', timeoutMs: 500 })
    await expect(nowhere.verify({ name: '陈静', residentId: '11010519491231002X' })).rejects.toMatchObject({
      code: 'Unreachable',
    })
  })
})
