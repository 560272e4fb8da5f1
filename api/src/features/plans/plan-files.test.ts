import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { aFile, pdf } from '../../../../test/support/files'
import { type PlanWorld, planWorld } from '../../../../test/support/plans'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let world: PlanWorld
beforeAll(async () => {
  api = await startTestApi()
  world = await planWorld(api)
})
afterAll(() => api.stop())

const upload = async (name: string) => (await world.operator.attachments.upload({ file: aFile(name, pdf()) })).id
const namesOf = ({ attachments }: { readonly attachments: readonly { readonly name: string }[] }) =>
  attachments.map(({ name }) => name)

describe('the files of a plan', () => {
  it('are kept with it, shown to its reviewers as they were submitted, and locked while it is reviewed', async () => {
    const { operator, reviewer, aPlan } = world
    const [timetable, budget] = [await upload('课程表.pdf'), await upload('预算.pdf')]
    const made = await operator.plans.create({ body: { ...aPlan, attachmentIds: [timetable] } })
    expect(namesOf(made)).toEqual(['课程表.pdf'])
    const planId = made.id
    const open = (who: typeof operator, attachmentId: string) => who.attachments.open({ params: { attachmentId } })
    expect((await refusal(open(reviewer, timetable))).code).toBe('not_found')
    const submitted = await operator.plans.submit({ params: { planId }, body: { version: made.version } })
    expect(namesOf(await reviewer.plans.get({ params: { planId } }))).toEqual(['课程表.pdf'])
    expect(Buffer.from((await open(reviewer, timetable)).content)).toEqual(pdf())
    const edit = (version: number, attachmentIds: string[]) =>
      operator.plans.edit({ params: { planId }, body: { ...aPlan, version, attachmentIds } })
    expect((await refusal(edit(submitted.version, [budget]))).code).toBe('plan_locked')

    const returned = await reviewer.plans.decide({
      params: { planId },
      body: { decision: 'return', opinion: '请补充预算', version: submitted.version },
    })
    const mended = await edit(returned.version, [budget])
    expect(namesOf(mended)).toEqual(['预算.pdf'])
    expect(namesOf(await reviewer.plans.get({ params: { planId } }))).toEqual(['课程表.pdf'])
    await open(reviewer, timetable)

    const { data } = await operator.messages.list()
    expect(data[0]).toMatchObject({ kind: 'planReturned', link: { page: 'plan', params: { planId } } })
    expect(data[0]?.body).toContain('请补充预算')
  })

  it('are the unit’s own uploads, and go with a draft that is deleted', async () => {
    const { operator, reviewer, aPlan } = world
    const foreign = (await reviewer.attachments.upload({ file: aFile('a.pdf', pdf()) })).id
    const problem = await refusal(operator.plans.create({ body: { ...aPlan, attachmentIds: [foreign] } }))
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/attachmentIds'])
    const own = await upload('a.pdf')
    const made = await operator.plans.create({ body: { ...aPlan, attachmentIds: [own] } })
    await operator.plans.remove({ params: { planId: made.id } })
    expect((await refusal(operator.attachments.open({ params: { attachmentId: own } }))).code).toBe('not_found')
  })
})
