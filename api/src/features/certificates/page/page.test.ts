import { formatCertificateNumber } from '@jijiao/shared/certificates'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../../test/support/api'
import { type CertificateWorld, certificateWorld } from '../../../../../test/support/certificates'
import { bySystem } from '../../../../../test/support/classes'
import { createUnitWithOperator, residentIdOf } from '../../../../../test/support/people'
import { refusal } from '../../../../../test/support/refusal'
import { importLegacy } from '../../legacy'
import { certificateModel } from '../certificate.model'
import { newVerificationId } from '../signing'

const HOSTILE = '<script>alert(1)</script>&"公司"'

let api: TestApi
let authority: ReturnType<TestApi['as']>
let world: CertificateWorld
beforeAll(async () => {
  api = await startTestApi()
  authority = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', name: '东莞市人社局' })).token)
  world = await certificateWorld(api, { name: HOSTILE })
})
afterAll(() => api.stop())

const open = (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, { redirect: 'manual', ...init })
const signedOf = async (id: string) => (await certificateModel(api.app.deps.db).findById(id).orFail().lean()).signed

describe('the public page', () => {
  it('exposes an edited sheet: it shows what was issued, escaped, without a cookie, kept by no cache', async () => {
    const { certificate } = await world.certified()
    const response = await open(`/v/${certificate.verificationId}?p=${await signedOf(certificate.id)}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store')
    const html = await response.text()
    for (const shown of [
      '<strong>有效</strong>',
      '二维码签名有效',
      formatCertificateNumber(certificate.number),
      '欧**三',
      '&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;公司&quot;',
      '<tr class="total"><th scope="row">合计</th><td>3</td><td>90</td></tr>',
    ]) {
      expect(html).toContain(shown)
    }
    expect(html).not.toMatch(/<script|style=/)
  })

  it.each([
    ['suspend', '已暂停'],
    ['revoke', '已撤销'],
  ] as const)('tells of a certificate after %s', async (action, label) => {
    const { certificate } = await world.certified()
    await authority.certificates[action]({
      params: { certificateId: certificate.id },
      body: { version: 1, reason: '内部原因' },
    })
    const html = await (await open(`/v/${certificate.verificationId}`)).text()
    expect(html).toContain(`<strong>${label}</strong>`)
    expect(html).not.toContain('内部原因')
  })

  it('tells of a superseded one which took its place, and of an unknown one what to do', async () => {
    const { certificate } = await world.certified()
    const params = { certificateId: certificate.id }
    const fresh = await world.staff.certificates.regenerate({ params, body: { version: 1, reason: '补发' } })
    const html = await (await open(`/v/${certificate.verificationId}`)).text()
    expect(html).toContain('<strong>已换发</strong>')
    expect(html).toContain(`新证书编号：${formatCertificateNumber(fresh.number)}`)
    for (const id of [newVerificationId(), 'x', '%00', '..%2fadmin', 'a'.repeat(5_000)]) {
      const response = await open(`/v/${id}`)
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('<strong>查无此证</strong>')
    }
  })

  it('takes number and name in a form, and says there what was wrong', async () => {
    const { certificate } = await world.certified('陈静')
    const post = (fields: Record<string, string>) => open('/v', { method: 'POST', body: new URLSearchParams(fields) })
    expect(await (await open('/v')).text()).toContain('<form method="post" action="/v">')
    const found = await post({ number: formatCertificateNumber(certificate.number), name: ' 陈静 ' })
    expect(await found.text()).toContain('<strong>有效</strong>')
    const wrong = await post({ number: certificate.number, name: '陈"静' })
    expect(wrong.status).toBe(404)
    expect(await wrong.text()).toContain('value="陈&quot;静"')
    expect((await post({ number: '123', name: '陈静' })).status).toBe(422)
    expect((await post({ number: certificate.number })).status).toBe(422)
    expect((await post({ number: '1'.repeat(9_000), name: '陈静' })).status).toBe(413)
  })
})

describe('a certificate of the old system', () => {
  const heading =
    '单位名称,单位代码,姓名,身份证号,年度,证书编号,系列,公需课学时,专业课学时,个人选修学时,年度验证结果,发证日期'
  const residentId = residentIdOf(230_001)
  const number = '粤继教[2016]第 0042 号'
  beforeAll(async () => {
    const row = `东莞市老城小学,12345678-8,买买提·艾力,${residentId},2016,${number},小学教师,18,42.5,,合格,2016-12-30`
    await importLegacy(api.app.deps, bySystem(api), 'certificates', Buffer.from([heading, row].join('\n')))
  })

  it('answers by number and name with every field that was kept, the person masked', async () => {
    const guest = api.as().certificates
    const found = await guest.verifyNumber({ body: { number: '粤继教（2016）第0042号', name: '买买提 • 艾力' } })
    expect(found).toMatchObject({
      state: 'legacy',
      nameMatches: true,
      signature: 'none',
      certificate: {
        number,
        sex: null,
        unitName: '东莞市老城小学',
        year: 2016,
        series: ['小学教师'],
        sums: [
          { category: 'public', courseCount: null, creditHourTenths: 180 },
          { category: 'professional', courseCount: null, creditHourTenths: 425 },
          { category: 'elective', courseCount: null, creditHourTenths: 0 },
        ],
        totalTenths: 605,
        verdict: 'passed',
        issuedOn: '2016-12-30',
        issuingBody: null,
      },
    })
    const text = JSON.stringify(found)
    for (const secret of [residentId, residentId.slice(6, 14), '买买提·艾力']) expect(text).not.toContain(secret)
  })

  it('says the same of a wrong name as of a number that nobody ever gave, and tires of guesses', async () => {
    const verify = (given: { number: string; name: string }) =>
      refusal(api.as().certificates.verifyNumber({ body: given }))
    const [wrongName, wrongNumber] = [
      await verify({ number, name: '张三' }),
      await verify({ number: '粤继教[2016]第 9999 号', name: '买买提·艾力' }),
    ]
    expect(wrongName.errors).toEqual(wrongNumber.errors)
    expect(wrongName.errors?.map(({ pointer }) => pointer)).toEqual(['#/number'])
    const codes: string[] = []
    for (let index = 0; index < 10; index += 1) codes.push((await verify({ number, name: `张${index}` })).code)
    expect(codes.at(-1)).toBe('too_many_requests')
  })

  it('is shown on the page, with a dash for what the old system did not keep', async () => {
    const other = '粤继教[2015]第 0043 号'
    const row = `东莞市老城小学,12345678-8,陈静,${residentId},2015,${other},,18,,,,`
    await importLegacy(api.app.deps, bySystem(api), 'certificates', Buffer.from([heading, row].join('\n')))
    const page = await open('/v', { method: 'POST', body: new URLSearchParams({ number: other, name: '陈静' }) })
    const html = await page.text()
    for (const shown of [
      '<strong>旧系统证书</strong>',
      other,
      '陈*',
      '<th scope="row">性别</th><td>—</td>',
      '<th scope="row">公需课</th><td>—</td><td>18</td>',
    ]) {
      expect(html).toContain(shown)
    }
  })
})
