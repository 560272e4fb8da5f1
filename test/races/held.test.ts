import { markModel, sessionModel as rollCallModel } from '@jijiao/api/features/attendance'
import { enrollmentModel } from '@jijiao/api/features/classes'
import { creditRecordModel, refreshConflicts } from '@jijiao/api/features/credit-records'
import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi, testEnvironment } from '../support/api'
import { freshToken, openRollCall, scan } from '../support/attendance'
import { aFile, pdf } from '../support/files'
import { heldBy } from '../support/held'
import { registerPerson } from '../support/people'
import { recordWorld, submittedByPerson } from '../support/records'
import { outcome } from '../support/refusal'

/** More than there are connections. */
const CROWD = 40

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ env: testEnvironment({ WECHAT_TEMPLATES: 'class=template-class/thing1/thing2/time3' }) })
})
afterAll(() => api.stop())

const database = () => api.app.deps.db
const all = <T>(ask: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: CROWD }, (_, index) => ask(index)))

describe('a transaction gets the connections that it needs to end, however many wait for it', () => {
  it('with scans on leaving', async () => {
    const hall = await openRollCall(api, CROWD, { scanOut: true })
    const scanAll = () => Promise.all(hall.trainees.map((trainee) => scan(api, trainee, hall.code())))
    await scanAll()
    api.clock.advance(200 * 60_000)
    const left = await heldBy(database(), {
      hold: (session) =>
        markModel(database()).updateMany({ sessionId: hall.sessionId }, { $inc: { version: 1 } }, { session }),
      meanwhile: scanAll,
    })
    expect(left.every(({ isLeaving }) => isLeaving)).toBe(true)
  }, 60_000)

  it('with wrong digits', async () => {
    const { sessionId, ...hall } = await openRollCall(api, CROWD)
    const digits = hall.digits() === '000000' ? '000001' : '000000'
    const tries = await heldBy(database(), {
      hold: (session) => rollCallModel(database()).updateOne({ _id: sessionId }, { $inc: { version: 1 } }, { session }),
      meanwhile: () =>
        Promise.all(
          hall.trainees.map((trainee) =>
            outcome(api.as(freshToken(api, trainee)).attendance.checkIn({ body: { by: 'digits', sessionId, digits } })),
          ),
        ),
    })
    expect(new Set(tries)).toEqual(new Set(['digits_wrong']))
    expect(await rollCallModel(database()).findById(sessionId).lean()).toMatchObject({ wrongDigits: CROWD })
  }, 60_000)

  it('with marks by hand', async () => {
    const hall = await openRollCall(api, CROWD)
    const { _id: classId } = hall.trainingClass
    const marks = hall.trainees.map(({ traineeId }) => ({ traineeId, state: 'present' as const, version: 0 }))
    const { data } = await heldBy(database(), {
      hold: (session) => enrollmentModel(database()).updateMany({ classId }, { $set: { hasMarks: true } }, { session }),
      meanwhile: () =>
        api.as(hall.operator).attendance.mark({ params: { sessionId: hall.sessionId }, body: { marks } }),
    })
    expect(data.filter(({ outcome }) => outcome === 'done')).toHaveLength(CROWD)
  }, 60_000)

  it('with looks at what waits for a decision', async () => {
    const world = await recordWorld(api)
    const { id: _id } = await submittedByPerson(world)
    const Records = creditRecordModel(database())
    await Records.updateOne({ _id }, { $set: { hasConflict: true } })
    const people = [new Types.ObjectId(world.trainee.traineeId)]
    await heldBy(database(), {
      hold: (session) => Records.updateOne({ _id }, { $set: { changedAt: new Date(0) } }, { session }),
      meanwhile: () => all(() => refreshConflicts(api.app.deps, people)),
    })
    expect(await Records.findById(_id).lean()).toMatchObject({ hasConflict: false })
  }, 60_000)

  it('with renewals of a sign-in', async () => {
    const { accountId, tokens } = await registerPerson(api)
    const { refreshToken } = tokens
    const renewed = await heldBy(database(), {
      hold: (session) =>
        database()
          .collection('sessions')
          .updateOne({ accountId: new Types.ObjectId(accountId) }, { $set: { deviceName: '手机' } }, { session }),
      meanwhile: () => all(() => api.as().accounts.refresh({ body: { refreshToken } })),
    })
    expect(new Set(renewed.map(({ account }) => account.id))).toEqual(new Set([accountId]))
  }, 60_000)

  it('with codes typed for a phone', async () => {
    const phone = '13600000001'
    await api.as().accounts.sendPhoneCode({ body: { phone } })
    const { version: noticeVersion } = await api.as().accounts.notice()
    const phoneCode = api.sentCodes.at(-1)?.code === '000000' ? '000001' : '000000'
    const body = { userName: 'guesser', password: 'Xuexi2580', phone, phoneCode, noticeVersion }
    const guesses = await heldBy(database(), {
      hold: (session) =>
        database()
          .collection('phoneCodes')
          .updateMany({}, { $inc: { triesLeft: 1 } }, { session }),
      meanwhile: () => all(() => outcome(api.as().accounts.register({ body }))),
    })
    expect(new Set(guesses)).toEqual(new Set(['phone_code_wrong']))
  }, 60_000)

  it('with one file taken away over and over', async () => {
    const me = api.as((await registerPerson(api)).token)
    const { id: attachmentId } = await me.attachments.upload({ file: aFile('证明.pdf', pdf()) })
    const removals = await heldBy(database(), {
      hold: (session) =>
        database()
          .collection('attachments')
          .updateOne({ _id: new Types.ObjectId(attachmentId) }, { $set: { sizeBytes: 1 } }, { session }),
      meanwhile: () => all(() => outcome(me.attachments.remove({ params: { attachmentId } }))),
    })
    expect(removals.filter((removal) => removal === 'done')).toHaveLength(1)
  }, 60_000)

  it('with one answer about messages given over and over', async () => {
    const { accountId, token } = await registerPerson(api)
    const me = api.as(token)
    await me.accounts.bindWechat({ body: { code: api.wechat.issueCode(`open-${accountId}`) } })
    await me.messages.recordConsents({ body: { accepted: ['class'] } })
    const answers = await heldBy(database(), {
      hold: (session) =>
        database()
          .collection('messageConsents')
          .updateMany({}, { $set: { remaining: 5 } }, { session }),
      meanwhile: () => all(() => me.messages.recordConsents({ body: { accepted: [], refused: ['class'] } })),
    })
    expect(answers.at(-1)?.topics).toMatchObject([{ topic: 'class', isRefused: true, remaining: 5 }])
  }, 60_000)
})
