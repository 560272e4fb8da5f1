import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ARCHIVE_MAX_BYTES } from '@jijiao/shared/attachments'
import { UNIT_EXPORT_HOURS } from '@jijiao/shared/unit-exports'
import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { passYear, recognise } from '../../../../test/support/certificates'
import { addConfirmedTrainees, addOpenClass, type TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout, factsAbout } from '../../../../test/support/facts'
import { aFile, png } from '../../../../test/support/files'
import { lasting } from '../../../../test/support/lasting'
import { actFor, registerPerson } from '../../../../test/support/people'
import { aRecord } from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'
import { addTestTeacher } from '../../../../test/support/teachers'
import { registerOpenUnit } from '../../../../test/support/unit-accounts'
import { unzip, unzipBytes } from '../../../../test/support/unzip'
import { attachmentModel } from '../../attachments'
import { inTransaction } from '../../db/transaction'
import { liftRestriction, restrictTrainee } from '../affiliations'

type Row = Readonly<Record<string, unknown>>

let api: TestApi
let unit: Awaited<ReturnType<typeof registerOpenUnit>>
let trainees: TestTrainee[]
let operator: ReturnType<TestApi['as']>
let asOperator: () => ReturnType<TestApi['as']>
let asUnit: () => ReturnType<TestApi['as']>
beforeAll(async () => {
  api = await startTestApi()
  unit = await registerOpenUnit(api)
  asUnit = lasting(api, unit.token)
  const token = await actFor(api, await registerPerson(api), unit.unit)
  operator = api.as(token)
  asOperator = lasting(api, token)
  trainees = await fill(unit)
  await fill(await registerOpenUnit(api))
})
afterAll(() => api.stop())

/** Something of most kinds. */
async function fill({ unit }: { readonly unit: Parameters<typeof addConfirmedTrainees>[1] }) {
  const people = await addConfirmedTrainees(api, unit, 7)
  const [first, second] = people
  if (!first || !second) throw new Error('there are no trainees')
  await passYear(api, unit, first)
  await recognise(api, unit, second, { category: 'public', tenths: 60 })
  const token = await actFor(api, await registerPerson(api), unit)
  await api.as(token).certificates.issue({ body: { traineeIds: [first.traineeId], year: 2025 } })
  await addTestTeacher(api, unit)
  await addOpenClass(api, unit, people)
  const breach = { subjectKind: 'person', traineeId: second.traineeId, category: 'other', content: '代签到' } as const
  await api.as(token).dishonesty.record({ body: breach })
  return people
}

async function exported(body: Parameters<ReturnType<TestApi['as']>['unitExports']['ask']>[0]['body']) {
  const { id } = await asUnit().unitExports.ask({ body })
  await api.app.worker.runDue()
  await expect.poll(async () => (await asUnit().unitExports.get({ params: { unitExportId: id } })).state).toBe('ready')
  const file = await asUnit().unitExports.download({ params: { unitExportId: id } })
  return { id, file, texts: await unzip(file.content) }
}

const rowsIn = (texts: ReadonlyMap<string, string>, name: string): Row[] =>
  (texts.get(`${name}.ndjson`) ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)

describe('the export of a unit', () => {
  it('holds as many of each kind as the lists, none of another unit, and says so itself', async () => {
    const { id, file, texts } = await exported({ numbers: 'masked' })
    expect(file).toMatchObject({ type: 'application/zip' })
    const every = { query: { limit: 100 } }
    const lists = {
      trainees: (await operator.affiliations.trainees(every)).data,
      records: (await operator.creditRecords.recognized(every)).data,
      certificates: (await operator.certificates.list({ query: { ...every.query, year: 2025 } })).data.filter(
        ({ certificate }) => certificate,
      ),
      teachers: (await operator.teachers.list(every)).data,
      classes: (await operator.classes.list(every)).data,
      dishonesty: (await operator.dishonesty.list(every)).data,
      operators: (await asUnit().operators.list(every)).data,
    }
    for (const [name, list] of Object.entries(lists)) expect(rowsIn(texts, name), name).toHaveLength(list.length)
    for (const name of ['trainees', 'records', 'teachers', 'classes', 'dishonesty'] as const) {
      const ids = lists[name].map((one) => one.id).toSorted()
      expect(
        rowsIn(texts, name)
          .map((row) => String(row.id))
          .toSorted(),
        name,
      ).toEqual(ids)
    }
    expect(rowsIn(texts, 'unit')).toMatchObject([{ name: unit.unit.name, code: unit.unit.code }])
    expect(rowsIn(texts, 'results')).toHaveLength(trainees.length)
    const manifest = JSON.parse(texts.get('manifest.json') ?? '') as {
      files: { file: string; rows: number; sha256: string }[]
    }
    for (const { file: name, rows, sha256 } of manifest.files) {
      const text = texts.get(name) ?? ''
      expect(createHash('sha256').update(text).digest('hex'), name).toBe(sha256)
      expect(text.split('\n').filter(Boolean), name).toHaveLength(rows)
    }
    expect(manifest.files).toHaveLength(texts.size - 2)
    expect(texts.get('说明.txt')).toContain(`trainees.ndjson\t专业技术人员\t${trainees.length} 条`)
    const told = (await asUnit().messages.list()).data.filter(({ kind }) => kind === 'jobDone')
    expect(told).toMatchObject([
      { body: '单位数据导出已处理完成，请查看结果。', link: { page: 'job', params: { unitExportId: id } } },
    ])
    expect(await factNamesAbout(api, id)).toEqual(['UnitExportAsked', 'UnitExportReady', 'UnitExportDownloaded'])
  })

  it('masks numbers, and whoever wants them whole gives the password again', async () => {
    const [first] = trainees
    if (!first) throw new Error('there are no trainees')
    const masked = [...(await exported({ numbers: 'masked' })).texts.values()].join('\n')
    for (const { residentId, phone } of trainees) {
      expect(masked).not.toContain(residentId)
      expect(masked).not.toContain(phone)
    }
    const wrong = asUnit().unitExports.ask({ body: { numbers: 'whole', password: 'Cuowu1234' } })
    expect(await refusal(wrong)).toMatchObject({ code: 'current_password_wrong', errors: [{ pointer: '#/password' }] })
    const { texts } = await exported({ numbers: 'whole', password: unit.described.password })
    const rows = rowsIn(texts, 'trainees').filter(({ id }) => id === first.traineeId)
    expect(rows).toMatchObject([{ residentId: first.residentId, phone: first.phone }])
    const looks = (await factsAbout(api, first.traineeId)).filter(({ what }) => what === 'PersonalDataRevealed')
    expect(looks.map(({ reason }) => reason)).toContain('单位数据导出')
  })

  it('shows nobody whole whom the unit may only keep, and records each look at a teacher', async () => {
    const { db } = api.app.deps
    const [first] = trainees
    if (!first) throw new Error('there are no trainees')
    const of = { actor: { accountId: null, organizationId: null }, at: new Date(api.clock.now()), requestId: 'test' }
    const traineeId = new Types.ObjectId(first.traineeId)
    await inTransaction(db, (session) => restrictTrainee({ deps: api.app.deps, of, session }, traineeId))
    const looksAt = async (id: string) =>
      (await factsAbout(api, id)).filter(({ what }) => what === 'PersonalDataRevealed').length
    const before = await looksAt(first.traineeId)
    const { texts } = await exported({ numbers: 'whole', password: unit.described.password })
    await liftRestriction(api.app.deps, of, traineeId)
    const all = [...texts.values()].join('\n')
    expect(all).not.toContain(first.residentId)
    expect(all).not.toContain(first.phone)
    expect(rowsIn(texts, 'trainees').find(({ id }) => id === first.traineeId)).toMatchObject({ isRestricted: true })
    expect(rowsIn(texts, 'certificates')).toMatchObject([{ traineeId: first.traineeId, isRestricted: true }])
    expect(await looksAt(first.traineeId)).toBe(before)
    expect(all).toContain(trainees[1]?.residentId)
    const [teacher] = rowsIn(texts, 'teachers')
    const looks = (await factsAbout(api, String(teacher?.id))).filter(({ what }) => what === 'PersonalDataRevealed')
    expect(looks.at(-1)).toMatchObject({ subject: { kind: 'teacher' }, reason: '单位数据导出' })
  })

  it('is one at a time, and of two at once one is refused', async () => {
    const ask = () =>
      asUnit()
        .unitExports.ask({ body: { numbers: 'masked' } })
        .then(
          () => 'done',
          ({ code }: { code: string }) => code,
        )
    const codes = await Promise.all([ask(), ask()])
    expect(codes.toSorted()).toEqual(['done', 'unit_export_running'])
    await expect
      .poll(async () => {
        await api.app.worker.runDue()
        return (await asUnit().unitExports.list()).data[0]?.state
      })
      .toBe('ready')
  })

  it('is for the unit’s own login, and gone after its time', async () => {
    const { id } = await exported({ numbers: 'masked' })
    const params = { unitExportId: id }
    const other = (await registerOpenUnit(api)).token
    for (const attempt of [
      () => api.as(other).unitExports.get({ params }),
      () => api.as(other).unitExports.download({ params }),
    ]) {
      expect((await refusal(attempt())).code).toBe('not_found')
    }
    expect((await refusal(operator.unitExports.list())).code).toBe('unit_account_required')
    expect((await refusal(api.as().unitExports.list())).code).toBe('not_signed_in')
    api.clock.advance(UNIT_EXPORT_HOURS * 3_600_000)
    expect((await refusal(asUnit().unitExports.download({ params }))).code).toBe('unit_export_not_ready')
    await api.app.worker.runDue()
    expect(await asUnit().unitExports.get({ params })).toMatchObject({
      state: 'expired',
      abilities: { download: false },
    })
  })

  it('with whole numbers holds the files of its attachments, and says which it does not hold and why', async () => {
    const { db, files } = api.app.deps
    const [free, restricted, lost, large] = trainees
    if (!free || !restricted || !lost || !large) throw new Error('there are too few trainees')
    const attach = async ({ traineeId }: TestTrainee, name: string) => {
      const { id } = await asOperator().attachments.upload({ file: aFile(name, png()) })
      const year = { startsOn: '2026-03-02', endsOn: '2026-03-04', year: 2026, courseName: `课程 ${id}` }
      await asOperator().creditRecords.create({ body: { ...aRecord, ...year, traineeId, attachmentIds: [id] } })
      return { id, _id: new Types.ObjectId(id) }
    }
    const scans = attachmentModel(db)
    const kept = await attach(free, '证书.png')
    const hidden = await attach(restricted, '病假.png')
    const gone = await attach(lost, '丢失.png')
    const heavy = await attach(large, '太大.png')
    await files.remove((await scans.findById(gone._id).orFail().lean()).storageKey)
    // Uploads are renamed today; what a name of before may hold is not a way out of the folder.
    await scans.updateOne({ _id: kept._id }, { $set: { name: '..\\../证书:扫描件.png' } })
    await scans.updateOne({ _id: heavy._id }, { $set: { sizeBytes: ARCHIVE_MAX_BYTES } })
    const unclaimed = await asOperator().attachments.upload({ file: aFile('未使用.png', png()) })
    const of = { actor: { accountId: null, organizationId: null }, at: new Date(api.clock.now()), requestId: 'test' }
    const traineeId = new Types.ObjectId(restricted.traineeId)
    await inTransaction(db, (session) => restrictTrainee({ deps: api.app.deps, of, session }, traineeId))

    const masked = await unzipBytes((await exported({ numbers: 'masked' })).file.content)
    expect([...masked.keys()].filter((name) => name.startsWith('附件/'))).toEqual([])
    expect(masked.get('说明.txt')?.toString()).toContain('附件里的文件没有包含')

    const { file, texts } = await exported({ numbers: 'whole', password: unit.described.password })
    await liftRestriction(api.app.deps, of, traineeId)
    const whole = await unzipBytes(file.content)
    const held = [...whole.keys()].filter((name) => name.startsWith('附件/') && !name.includes('证件扫描件'))
    expect(held).toEqual([`附件/${kept.id}-.._.._证书_扫描件.png`])
    expect(whole.get(held[0] ?? '')).toEqual(png())
    const rows = rowsIn(texts, 'attachments')
    expect(rows.find(({ id }) => id === kept.id)?.file).toBe(held[0])
    expect(rows.find(({ id }) => id === unclaimed.id)?.file).toBeNull()
    const { leftOut } = JSON.parse(texts.get('manifest.json') ?? '')
    expect(leftOut).toEqual([
      { id: hidden.id, file: `附件/${hidden.id}-病假.png`, reason: 'restricted' },
      { id: gone.id, file: `附件/${gone.id}-丢失.png`, reason: 'missing' },
      { id: heavy.id, file: `附件/${heavy.id}-太大.png`, reason: 'tooMuch' },
    ])
    expect(texts.get('说明.txt')).toContain(`附件/${gone.id}-丢失.png\t文件已不在存储中`)
  })

  it('that cannot be finished is told to the unit and leaves no file', async () => {
    const kept = new Map<string, string>()
    const { files } = api.app.deps
    const putFile = vi.spyOn(files, 'putFile').mockImplementation(async (key, path) => {
      kept.set(key, path)
      throw new Error('the store lost the connection after the last byte')
    })
    const remove = vi.spyOn(files, 'remove').mockImplementation(async (key) => void kept.delete(key))
    const { id } = await asUnit().unitExports.ask({ body: { numbers: 'masked' } })
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await api.app.worker.runDue()
      api.clock.advance(60 * 60_000)
    }
    expect(putFile).toHaveBeenCalledTimes(3)
    putFile.mockRestore()
    remove.mockRestore()
    expect([...kept.keys()]).toEqual([])
    expect((await asUnit().unitExports.get({ params: { unitExportId: id } })).state).toBe('failed')
    expect((await asUnit().messages.list()).data[0]).toMatchObject({
      kind: 'jobFailed',
      body: expect.stringContaining('单位数据导出未能完成'),
      link: { page: 'job', params: { unitExportId: id } },
    })
  })

  it('by a process that died is swept from the machine', async () => {
    const [old, fresh] = [
      await mkdtemp(join(tmpdir(), 'jijiao-export-')),
      await mkdtemp(join(tmpdir(), 'jijiao-export-')),
    ]
    await writeFile(join(old, 'archive.zip'), 'half')
    const yesterday = new Date(Date.now() - 86_400_000)
    await utimes(old, yesterday, yesterday)
    api.clock.advance(10 * 60_000)
    await api.app.worker.runDue()
    const left = (await readdir(tmpdir())).map((name) => join(tmpdir(), name))
    await rm(fresh, { recursive: true })
    expect(left).toContain(fresh)
    expect(left).not.toContain(old)
  })
})
