import { IMPORT_ROWS_DAYS } from '@jijiao/shared/imports'
import { Types, trusted } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { bySystem } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { lasting } from '../../../../test/support/lasting'
import { createUnitWithOperator } from '../../../../test/support/people'
import { recordLine, recordSheet } from '../../../../test/support/record-sheets'
import { aRecord, confirmed, type RecordWorld, recordWorld } from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'
import { readSheet } from '../../sheets'
import { importExpiryJob, rowsUntilJob } from './expiry.job'
import { importedRowModel, importModel } from './import.model'
import { IMPORTERS } from './importer'

let api: TestApi
let world: RecordWorld
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  world = await recordWorld(api, { trainees: 4 })
})

const at = (importId: string) => ({ params: { importId } })
const check = (file: Uint8Array, client = world.clerk) =>
  client.imports.check({
    params: { kind: 'creditRecords' },
    file: { name: '申报.csv', source: new Blob([Buffer.from(file)]) },
  })
const start = (importId: string, mode: 'all' | 'good') => world.clerk.imports.start({ ...at(importId), body: { mode } })
const linesOf = (course: string) => world.trainees.map((trainee) => recordLine(trainee, course))
const lines = (count = 4) => linesOf('工程伦理').slice(0, count)
const declared = async () => (await world.clerk.creditRecords.declared()).data
const rowsOf = async (file: Uint8Array) => (await readSheet(file, { rows: 5_001, columns: 20 })).rows

const aRun = () => ({
  jobId: 'test',
  payload: null,
  of: bySystem(api),
  report: async () => undefined,
  signal: new AbortController().signal,
})

async function imported(file = recordSheet(...lines())) {
  const { id } = await check(file)
  await start(id, 'good')
  await api.app.worker.runDue()
  return world.clerk.imports.get(at(id))
}

describe('the dry run', () => {
  it('names every wrong cell of every row, and imports nothing', async () => {
    const [one, two] = world.trainees
    if (!one || !two) throw new Error('there are four')
    const [stranger] = (await recordWorld(api, { trainees: 1 })).trainees
    if (!stranger) throw new Error('there is one')
    const found = await check(
      recordSheet(
        recordLine(one, '工程伦理'),
        recordLine(one, '工程 伦理'),
        recordLine({ ...two, name: '别人' }, '工程伦理'),
        recordLine(stranger, '工程伦理'),
        recordLine(two, '', '99').replace('面授', '空中课堂').replace('2026/3/2', '2026-03-09'),
        recordLine({ ...two, residentId: '4.41900198001E+17' }, '法规'),
        recordLine(two, '法规', '30'),
      ),
    )
    expect(found).toMatchObject({ state: 'checked', rowCount: 7, badCount: 6, importedCount: 0 })
    expect(found.abilities).toEqual({ start: true, undo: false })
    const { data } = await world.clerk.imports.faults(at(found.id))
    const shown = data.map(({ row, faults }) => `${row} ${faults.map(({ column }) => column).join('、')}`)
    expect(shown).toEqual([
      '3 课程名称',
      '4 姓名',
      '5 身份证号',
      '6 课程名称、学习形式、结束日期',
      '7 身份证号',
      '8 拟申报学时',
    ])
    expect(data[0]?.faults[0]?.detail).toBe('与第 2 行是同一人同一年度的同一课程')
    expect(data[4]?.faults[0]?.detail).toContain('被存成了数字')
    expect(await declared()).toEqual([])
    const stored = JSON.stringify(await importedRowModel(api.app.deps.db).find().lean())
    expect(stored).not.toContain(one.residentId)
  })

  it('gives the wrong rows back as a file with the reasons, to be mended and handed in again', async () => {
    const [one, two] = lines()
    const found = await check(recordSheet(one ?? '', (two ?? '').replace('专业课', '思政课')))
    const failed = await rowsOf((await world.clerk.imports.failedRows(at(found.id))).content)
    expect(failed).toHaveLength(2)
    expect(failed[1]?.cells[17]).toBe('课程类型：请从给出的选项中选择')
    const mended = recordSheet((failed[1]?.cells.slice(0, 13) ?? []).join(',').replace('思政课', '专业课'))
    expect((await check(mended)).badCount).toBe(0)
  })

  it('offers a template that it reads itself', async () => {
    const { content: template } = await world.clerk.imports.template({ params: { kind: 'creditRecords' } })
    expect((await rowsOf(template))[0]?.cells.slice(0, 3)).toEqual(['姓名*', '身份证号*', '课程类型*'])
    const problem = await refusal(check(template))
    expect(problem).toMatchObject({ code: 'sheet_refused', detail: expect.stringContaining('还没有填写内容') })
    expect((await refusal(check(Buffer.alloc(6_000_000, 'x')))).code).toBe('too_large')
    expect((await refusal(check(Buffer.from('PK\u0003\u0004 no zip')))).code).toBe('sheet_refused')
  })
})

describe('an import', () => {
  it('makes drafts of the good rows and is known by its facts', async () => {
    const bad = (lines()[3] ?? '').replace('合格', '优秀')
    const done = await imported(recordSheet(...lines(3), bad))
    expect(done).toMatchObject({ state: 'done', mode: 'good', importedCount: 3, badCount: 1 })
    const records = await declared()
    expect(records.map(({ source, state, declaredTenths }) => [source, state, declaredTenths])).toEqual(
      Array.from({ length: 3 }, () => ['import', 'draft', 180]),
    )
    expect((await confirmed(world.chief, records[0]?.id ?? '')).outcome).toBe('done')
    expect(await factNamesAbout(api, done.id)).toEqual(['ImportChecked', 'ImportStarted', 'ImportFinished'])
  })

  it('imports nothing twice: not the file, not its rows in another file, not at once', async () => {
    const file = recordSheet(...lines())
    const done = await imported(file)
    expect((await check(file)).id).toBe(done.id)
    const other = await check(recordSheet('', ...lines()))
    expect(other).toMatchObject({ rowCount: 4, badCount: 4 })
    expect((await refusal(start(other.id, 'good'))).code).toBe('import_has_faults')
    expect((await refusal(start(done.id, 'good'))).code).toBe('state_conflict')
    const two = recordSheet(...world.trainees.map((trainee) => recordLine(trainee, '项目管理')))
    const [first, second] = await Promise.all([check(two), check(two)])
    expect(first?.id).toBe(second?.id)
    const both = await Promise.allSettled([start(first?.id ?? '', 'all'), start(first?.id ?? '', 'good')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await api.app.worker.runDue()
    expect(await declared()).toHaveLength(8)
  })

  it('of all or nothing needs every row right, also when it runs', async () => {
    const faulty = await check(recordSheet(...lines(1), (lines()[1] ?? '').replace('合格', '优秀')))
    expect((await refusal(start(faulty.id, 'all'))).code).toBe('import_has_faults')
    const { id } = await check(recordSheet(...lines()))
    await world.clerk.creditRecords.create({ body: { ...aRecord, traineeId: world.trainee.traineeId } })
    await start(id, 'all')
    await api.app.worker.runDue()
    expect(await world.clerk.imports.get(at(id))).toMatchObject({ state: 'failed', importedCount: 0 })
    const [told] = (await world.clerk.messages.list()).data
    expect(told).toMatchObject({
      kind: 'jobDone',
      body: '批量导入已处理完成，请查看结果。',
      link: { page: 'job', params: { importId: id } },
    })
    expect(await declared()).toHaveLength(1)
  })

  it('is undone as long as nothing has moved on, and can then be made again', async () => {
    const file = recordSheet(...lines())
    const first = await imported(file)
    const undone = await world.clerk.imports.undo(at(first.id))
    expect(undone).toMatchObject({ state: 'undone', importedCount: 0 })
    expect(await declared()).toEqual([])
    expect((await refusal(world.clerk.imports.undo(at(first.id)))).code).toBe('state_conflict')
    const second = await imported(file)
    expect(second.id).not.toBe(first.id)
    expect(second.importedCount).toBe(4)
    await confirmed(world.chief, (await declared())[0]?.id ?? '')
    expect((await refusal(world.clerk.imports.undo(at(second.id)))).code).toBe('import_moved_on')
    expect(await declared()).toHaveLength(4)
  })

  describe('that breaks off for good', () => {
    /** More rows than are imported at once: the first of them are stored, then something is broken. */
    async function broken({ afterFirst }: { readonly afterFirst?: () => Promise<unknown> } = {}) {
      const file = recordSheet(...Array.from({ length: 63 }, (_, n) => linesOf(`课程${n}`)).flat())
      const { id } = await check(file)
      await start(id, 'good')
      const importer = IMPORTERS.creditRecords
      const store = importer.store.bind(importer)
      const spy = vi.spyOn(importer, 'store').mockRejectedValue(new Error('the vault has lost its key'))
      spy.mockImplementationOnce(store)
      const clerkOf = lasting(api, world.tokens.clerk)
      for (let attempt = 0; attempt < 6; attempt += 1) {
        await api.app.worker.runDue()
        if (attempt === 0) await afterFirst?.()
        api.clock.advance(60 * 60_000)
      }
      expect(spy).toHaveBeenCalledTimes(7)
      spy.mockRestore()
      const [told] = (await clerkOf().messages.list()).data
      expect(told).toMatchObject({ kind: 'jobFailed', link: { params: { importId: id } } })
      return { id, file, clerk: clerkOf() }
    }

    it('is taken back and can be made again', async () => {
      const { id, file, clerk } = await broken()
      expect(await clerk.imports.get(at(id))).toMatchObject({ state: 'failed', importedCount: 0 })
      expect((await clerk.creditRecords.declared()).data).toEqual([])
      expect((await check(file, clerk)).id).not.toBe(id)
    })

    it('keeps what it has made where somebody has gone on with it, and gives the rest back', async () => {
      const afterFirst = async () => confirmed(world.chief, (await declared())[0]?.id ?? '')
      const { id, clerk } = await broken({ afterFirst })
      expect(await clerk.imports.get(at(id))).toMatchObject({ state: 'done', importedCount: 250, badCount: 2 })
      const rest = await rowsOf((await clerk.imports.failedRows(at(id))).content)
      expect(rest.slice(1).map(({ cells }) => cells[17])).toEqual(Array(2).fill('导入中断，这一行没有导入，请重新导入'))
    })
  })

  it('keeps its rows for thirty days, and then only the counts, and what it made can still be undone', async () => {
    const [one, two] = lines()
    const done = await imported(recordSheet(one ?? '', (two ?? '').replace('专业课', '思政课')))
    await world.clerk.imports.failedRows(at(done.id))
    expect(await factNamesAbout(api, done.id)).toContain('PersonalDataRevealed')
    const clerkOf = lasting(api, world.tokens.clerk)
    const waiting = await check(recordSheet(...lines(4).slice(2)))
    api.clock.advance(IMPORT_ROWS_DAYS * 86_400_000)
    await api.app.worker.runDue()
    const clerk = clerkOf()
    expect(await clerk.imports.get(at(done.id))).toMatchObject({ state: 'done', badCount: 1, importedCount: 1 })
    expect(await clerk.imports.get(at(waiting.id))).toMatchObject({ state: 'expired', abilities: { start: false } })
    const rows = await importedRowModel(api.app.deps.db)
      .find({ importId: trusted({ $in: [done.id, waiting.id].map((id) => new Types.ObjectId(id)) }) })
      .lean()
    expect(rows.map(({ sealedValues }) => sealedValues ?? null)).toEqual([null])
    expect((await refusal(clerk.imports.failedRows(at(done.id)))).code).toBe('import_rows_gone')
    expect(await clerk.imports.undo(at(done.id))).toMatchObject({ state: 'undone' })
  })

  it('keeps its rows for as long again when the same file is checked again', async () => {
    const file = recordSheet(...lines())
    const { id } = await check(file)
    const clerkOf = lasting(api, world.tokens.clerk)
    api.clock.advance((IMPORT_ROWS_DAYS - 1) * 86_400_000)
    expect(await check(file, clerkOf())).toMatchObject({ id })
    api.clock.advance(2 * 86_400_000)
    await importExpiryJob(api.app.deps).run(aRun())
    expect(await clerkOf().imports.get(at(id))).toMatchObject({ state: 'checked', abilities: { start: true } })
    api.clock.advance((IMPORT_ROWS_DAYS - 2) * 86_400_000)
    await importExpiryJob(api.app.deps).run(aRun())
    expect(await clerkOf().imports.get(at(id))).toMatchObject({ state: 'expired' })
  })

  it('from before rows had a time keeps them for thirty days since it was made', async () => {
    const { id } = await check(recordSheet(...lines()))
    const clerkOf = lasting(api, world.tokens.clerk)
    const { db } = api.app.deps
    await importModel(db).updateOne({ _id: id }, { $unset: { rowsUntil: 1 } })
    await rowsUntilJob(api.app.deps).run(aRun())
    const lastMoment = IMPORT_ROWS_DAYS * 86_400_000 - 1
    for (const [later, state] of [
      [lastMoment, 'checked'],
      [1, 'expired'],
    ] as const) {
      api.clock.advance(later)
      await importExpiryJob(api.app.deps).run(aRun())
      expect(await clerkOf().imports.get(at(id))).toMatchObject({ state })
    }
    await rowsUntilJob(api.app.deps).run(aRun())
    expect(await importModel(db).findById(id).lean()).not.toHaveProperty('rowsUntil')
  })

  it('that begins while its rows are to go keeps them until it has ended', async () => {
    const { id } = await check(recordSheet(...lines()))
    const clerkOf = lasting(api, world.tokens.clerk)
    api.clock.advance(IMPORT_ROWS_DAYS * 86_400_000)
    const { db } = api.app.deps
    const startSession = db.startSession.bind(db)
    const afterLooking = vi.spyOn(db, 'startSession').mockImplementationOnce(async () => {
      await clerkOf().imports.start({ ...at(id), body: { mode: 'all' } })
      return startSession()
    })
    await importExpiryJob(api.app.deps).run(aRun())
    afterLooking.mockRestore()
    await api.app.worker.runDue()
    expect(await clerkOf().imports.get(at(id))).toMatchObject({ state: 'done', importedCount: 4 })
  })

  it('belongs to the unit, and to operators who declare', async () => {
    const { id } = await check(recordSheet(...lines()))
    const stranger = api.as((await createUnitWithOperator(api)).token)
    const calls = [
      stranger.imports.get(at(id)),
      stranger.imports.faults(at(id)),
      stranger.imports.failedRows(at(id)),
      stranger.imports.start({ ...at(id), body: { mode: 'good' } }),
      stranger.imports.undo(at(id)),
    ]
    for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('not_found')
    expect((await stranger.imports.list()).data).toEqual([])
    expect((await world.clerk.imports.list()).data.map((one) => one.id)).toEqual([id])
    const decider = api.as((await createUnitWithOperator(api, { grants: ['decide'] })).token)
    expect((await refusal(check(recordSheet(...lines()), decider))).code).toBe('not_allowed')
    expect((await refusal(check(recordSheet(...lines()), world.school))).code).toBe('not_allowed')
    expect((await refusal(check(recordSheet(...lines()), api.as()))).code).toBe('not_signed_in')
  })
})
