import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { aFile, pdf, png } from '../../../../test/support/files'
import { aRecord, draftedRecord, type RecordWorld, recordWorld } from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let world: RecordWorld
beforeAll(async () => {
  api = await startTestApi()
  world = await recordWorld(api)
})
afterAll(() => api.stop())

type Client = RecordWorld['person']
const upload = async (who: Client, name: string) =>
  (await who.attachments.upload({ file: aFile(name, name.endsWith('png') ? png() : pdf()) })).id
const open = (who: Client, attachmentId: string) => who.attachments.open({ params: { attachmentId } })
const namesOf = ({ attachments }: { readonly attachments: readonly { readonly name: string }[] }) =>
  attachments.map(({ name }) => name)

describe('the files of a record that a person declares', () => {
  it('are the declarer’s own until they are submitted; then who decides sees those and not what is being mended', async () => {
    const { person, chief } = world
    const other = api.as(world.trainees[1]?.token ?? '')
    const [diploma, photo] = [await upload(person, '结业证书.pdf'), await upload(person, '照片.png')]
    const draft = await person.creditRecords.declareMine({ body: { ...aRecord, attachmentIds: [diploma] } })
    const params = { recordId: draft.id }
    expect(namesOf(draft)).toEqual(['结业证书.pdf'])
    expect((await refusal(open(chief, diploma))).code).toBe('not_found')
    await person.creditRecords.submitMine({ params, body: { version: draft.version } })
    expect(namesOf(await chief.creditRecords.get({ params }))).toEqual(['结业证书.pdf'])
    expect(Buffer.from((await open(chief, diploma)).content)).toEqual(pdf())
    expect((await refusal(open(other, diploma))).code).toBe('not_found')

    const rows = [{ id: draft.id }]
    await chief.creditRecords.decide({ body: { decision: 'return', opinion: '请附照片', rows } })
    const { version } = await person.creditRecords.mineOne({ params })
    const body = { ...aRecord, version, attachmentIds: [photo] }
    expect(namesOf(await person.creditRecords.editMine({ params, body }))).toEqual(['照片.png'])
    expect(namesOf(await chief.creditRecords.get({ params }))).toEqual(['结业证书.pdf'])
    await open(chief, diploma)
  })

  it('are one’s own uploads, and go with a draft that is deleted', async () => {
    const { person, chief } = world
    const foreign = await upload(chief, '别人的.pdf')
    const problem = await refusal(person.creditRecords.declareMine({ body: { ...aRecord, attachmentIds: [foreign] } }))
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/attachmentIds'])
    const own = await upload(person, '学分证明.pdf')
    const draft = await person.creditRecords.declareMine({ body: { ...aRecord, attachmentIds: [own] } })
    await person.creditRecords.removeMine({ params: { recordId: draft.id } })
    expect((await refusal(open(person, own))).code).toBe('not_found')
  })
})

describe('the files of a record that a unit declares', () => {
  it('are shown to the person once the unit has confirmed it', async () => {
    const { clerk, chief, person } = world
    const proof = await upload(clerk, '签到表.pdf')
    const { id } = await draftedRecord(world, { courseName: '消防安全', attachmentIds: [proof] })
    expect((await refusal(open(person, proof))).code).toBe('not_found')
    await chief.creditRecords.confirm({ body: { ids: [id] } })
    expect(namesOf(await person.creditRecords.mineOne({ params: { recordId: id } }))).toEqual(['签到表.pdf'])
    await open(person, proof)
  })
})
