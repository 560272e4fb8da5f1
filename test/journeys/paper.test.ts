import { type CertificateSheet, createRenderer } from '@jijiao/api/features/certificates'
import { importLegacy } from '@jijiao/api/features/legacy'
import { formatCertificateNumber } from '@jijiao/shared/certificates'
import type { LegacyTable } from '@jijiao/shared/legacy'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { certificateWorld } from '../support/certificates'
import { bySystem } from '../support/classes'
import { readCode } from '../support/codes'
import { createUnitWithOperator, creditCodeOf, residentIdOf } from '../support/people'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const take = (table: LegacyTable, ...lines: string[]) =>
  importLegacy(api.app.deps, bySystem(api), table, Buffer.from(lines.join('\n')))

it('units take over their people of the old system in three ways, and an old certificate answers the public', async () => {
  const made = await Promise.all([1, 2, 3].map(() => createUnitWithOperator(api)))
  const [one, two, three] = made as [(typeof made)[0], (typeof made)[0], (typeof made)[0]]
  const olds = [
    one.unit,
    { name: '东莞市旧城小学', code: creditCodeOf(910_001) },
    { name: '东莞市河边小学', code: '12345678-8' },
  ]
  const names = ['赵一', '钱二', '孙三']
  const people = (unit: number) =>
    names.map((name, index) => ({ name, residentId: residentIdOf(260_000 + unit * 10 + index) }))
  const rows = olds.flatMap(({ name, code }, unit) =>
    people(unit).map((person) => `${name},${code},${person.name},${person.residentId}`),
  )
  await take('people', '单位名称,单位代码,姓名,身份证号', ...rows)
  const number = '粤继教[2016]第 77 号'
  const heading = '单位名称,单位代码,姓名,身份证号,年度,证书编号,公需课学时,年度验证结果'
  await take('certificates', heading, `${rows[0]},2016,${number},18,合格`)

  const [, second, third] = olds
  const bound = [
    await api.as(one.token).legacy.bind({ body: { method: 'same' } }),
    await api
      .as(two.token)
      .legacy.bind({ body: { method: 'code', name: second?.name ?? '', code: second?.code ?? '' } }),
    await api.as(three.token).legacy.bind({ body: { method: 'people', name: third?.name ?? '', people: people(2) } }),
  ]
  expect(bound).toMatchObject(olds.map(({ name }) => ({ outcome: 'bound', unit: { name }, people: 3 })))
  const again = await api.as(one.token).legacy.bind({ body: { method: 'same' } })
  expect(again.outcome).toBe('alreadyBound')
  for (const { token } of made) {
    expect((await api.as(token).legacy.people()).data.map(({ name }) => name)).toEqual(['钱二', '孙三', '赵一'])
  }
  const verified = await api.as().certificates.verifyNumber({ body: { number, name: '赵一' } })
  expect(verified).toMatchObject({ state: 'legacy', certificate: { number, name: '赵*', totalTenths: 180 } })
})

it('a sheet whose hours were edited under the same code is exposed by the page that the code opens', async () => {
  const world = await certificateWorld(api)
  const { staff, unit } = world
  const { certificate, trainee } = await world.certified('陈静')
  const { url } = await staff.certificates.print({ body: { certificateIds: [certificate.id], format: 'png' } })
  const genuine = new Uint8Array(await (await fetch(url)).arrayBuffer())
  const [link = '', signed = ''] = ((await readCode(genuine)) ?? '').split(/(?<=\?p=)/)
  const forged: CertificateSheet = {
    year: '2025',
    name: trainee.name,
    sex: '女',
    residentId: trainee.residentId,
    unit: unit.name,
    series: '',
    sums: [{ label: '公需课', courses: '1', hours: '130' }],
    totalCourses: '3',
    totalHours: '190',
    verdict: '通过',
    issuingBody: unit.name,
    issuedOn: '2025年12月31日',
    number: formatCertificateNumber(certificate.number),
    site: 'https://jijiao.example.cn/v',
    link,
    signed,
  }
  const scanned = new URL((await readCode(await createRenderer()([forged], 'png'))) ?? '')
  const html = await (await fetch(`${api.url}${scanned.pathname}${scanned.search}`)).text()
  expect(html).toContain('<strong>有效</strong>')
  expect(html).toContain('二维码签名有效')
  expect(html).toContain('<td>3</td><td>90</td>')
  expect(html).not.toContain('<td>190</td>')
  const changed = `${link}${signed.slice(0, -9)}${'1'.repeat(9)}`
  const found = await api.as().certificates.verifyCode({ body: { text: changed } })
  expect(found).toMatchObject({ signature: 'bad', certificate: { totalTenths: 900 } })
}, 60_000)
