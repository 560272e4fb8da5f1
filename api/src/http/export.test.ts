import { endpoints } from '@jijiao/shared/api'
import { MOST_EXPORTED_ROWS, type ReceivedFile, SHEET_TYPE } from '@jijiao/shared/http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/support/api'
import { addConfirmedTrainees, addOpenClass } from '../../../test/support/classes'
import { factsAbout } from '../../../test/support/facts'
import { giveHours } from '../../../test/support/hours'
import { createUnitWithOperator, registerPerson } from '../../../test/support/people'
import { refusal } from '../../../test/support/refusal'
import { addTestTeacher, aTeacher } from '../../../test/support/teachers'
import { readSheet } from '../sheets'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const asSheet = { headers: { accept: SHEET_TYPE } }

/** The rows of an answer that the client believes to be a page. */
async function rowsOf(exported: Promise<unknown>): Promise<string[][]> {
  const { rows } = await readSheet(((await exported) as ReceivedFile).content, {
    rows: MOST_EXPORTED_ROWS + 2,
    columns: 20,
  })
  return rows.map(({ cells }) => [...cells].map((cell) => cell))
}

describe('a list as a spreadsheet', () => {
  it('has all its pages, in the list’s order, with its filters and masks', async () => {
    const { unit, token, operator } = await createUnitWithOperator(api)
    const client = api.as(token)
    for (let count = 0; count < 101; count += 1) await addTestTeacher(api, unit, `林${count}`)
    const odd = await client.teachers.add({ body: { ...aTeacher('=cmd|calc'), coursesTaught: '＋攻击' } })
    const rows = await rowsOf(client.teachers.list({}, asSheet))
    expect(rows[0]?.slice(0, 4)).toEqual(['姓名', '身份证号', '性别', '手机号'])
    expect(rows).toHaveLength(1 + 102)
    const line = rows.find(([name]) => name === '=cmd|calc')
    expect(line?.slice(0, 5)).toEqual([
      '=cmd|calc',
      odd.residentId,
      expect.stringMatching('男|女'),
      odd.phone,
      '＋攻击',
    ])
    await client.teachers.disable({ params: { teacherId: odd.id } })
    const filtered = await rowsOf(client.teachers.list({ query: { state: 'disabled' } }, asSheet))
    expect(filtered.map(([name]) => name)).toEqual(['姓名', '=cmd|calc'])
    const exported = (await factsAbout(api, operator.accountId)).filter(({ what }) => what === 'ListExported')
    expect(exported.map(({ details }) => details)).toEqual([
      { list: 'teachers.list', filters: '' },
      { list: 'teachers.list', filters: 'state' },
    ])
    const backwards = await rowsOf(client.teachers.list({ query: { sort: '-name' } }, asSheet))
    expect(backwards.slice(1).map(([name]) => name)).toEqual(
      rows
        .slice(1)
        .map(([name]) => name)
        .reverse(),
    )
  })

  it('is there for records, for a year’s standings and its certificates', async () => {
    const { unit, token } = await createUnitWithOperator(api)
    const client = api.as(token)
    const trainees = await addConfirmedTrainees(api, unit, 2, ['安平', '白灵'])
    const year = new Date(api.clock.now()).getUTCFullYear()
    await giveHours(api, unit, trainees.slice(0, 1), { category: 'elective', hours: 6, startsOn: `${year}-01-05` })
    const headed = async (exported: Promise<unknown>, heading: string) => {
      const [head, ...lines] = await rowsOf(exported)
      const at = head?.indexOf(heading) ?? -1
      return lines.map((cells) => [cells[0], cells[at]])
    }
    expect(await headed(client.creditRecords.recognized({}, asSheet), '认定学时')).toEqual([['安平', '6']])
    expect(await headed(client.certificates.list({ query: { year } }, asSheet), '年度验证')).toEqual([
      ['安平', '不通过'],
      ['白灵', '不通过'],
    ])
    expect(await headed(client.years.standings({ params: { year } }, asSheet), '已计学时')).toEqual([
      ['安平', '6'],
      ['白灵', '0'],
    ])
  })

  it('is refused like the list', async () => {
    const person = await registerPerson(api)
    const refused = await refusal(api.as(person.token).teachers.list({}, asSheet))
    expect(refused.code).toBe('organization_required')
    expect((await refusal(api.as().teachers.list({}, asSheet))).code).toBe('not_signed_in')
    const { unit } = await createUnitWithOperator(api)
    const other = await createUnitWithOperator(api)
    const { _id } = await addOpenClass(api, unit)
    const roll = api.as(other.token).classes.enrollments({ params: { classId: String(_id) } }, asSheet)
    expect((await refusal(roll)).code).toBe('not_found')
  })

  it('exists for rolls, results, trainees, classes, plans, courses and what the old system left', async () => {
    const { unit, token } = await createUnitWithOperator(api)
    const client = api.as(token)
    const trainees = await addConfirmedTrainees(api, unit, 2, ['张三', '李四'])
    const { _id } = await addOpenClass(api, unit, trainees)
    const params = { classId: String(_id) }
    const lists = [
      [client.classes.enrollments({ params }, asSheet), 2],
      [client.assessments.list({ params }, asSheet), 2],
      [client.affiliations.trainees({}, asSheet), 2],
      [client.classes.list({}, asSheet), 1],
      [client.plans.list({}, asSheet), 0],
      [client.courses.list({}, asSheet), 0],
      [client.dishonesty.list({}, asSheet), 0],
      [client.legacy.records({}, asSheet), 0],
      [client.legacy.certificates({}, asSheet), 0],
    ] as const
    for (const [list, count] of lists) {
      const rows = await rowsOf(list)
      expect(rows).toHaveLength(1 + count)
      for (const { residentId } of trainees) expect(JSON.stringify(rows)).not.toContain(residentId)
    }
  })

  it('comes under its Chinese name, not to be kept, and only when asked for', async () => {
    const { token } = await createUnitWithOperator(api)
    const ask = (accept: string) =>
      fetch(`${api.url}/api/v1${endpoints.teachers.list.path}`, {
        headers: { accept, authorization: `Bearer ${token}` },
      })
    const file = await ask(SHEET_TYPE)
    expect(file.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent('师资.xlsx')}`)
    expect(file.headers.get('cache-control')).toBe('no-store')
    expect(file.headers.get('content-type')).toBe(SHEET_TYPE)
    await file.arrayBuffer()
    expect((await ask('*/*')).headers.get('content-type')).toContain('application/json')
  })
})
