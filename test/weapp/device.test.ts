import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi, testEnvironment } from '../support/api'
import { enrolPerson } from '../support/attendance'
import { passYear } from '../support/certificates'
import { addOpenClass } from '../support/classes'
import { pdf, png } from '../support/files'
import { actFor, createUnit, registerPerson } from '../support/people'
import { recordLine, recordSheet } from '../support/record-sheets'
import { registerUnit } from '../support/unit-accounts'
import { ensureWeappBuilt, launchWeapp, type Weapp } from '.'
import { actFor as actForUnit, leftSignIn, signIn, typeCredentials } from './sign-in'

/** A certificate is drawn in a process of its own. */
const DRAWN_MS = 60_000

let root: string
let api: TestApi
let app: Weapp

beforeAll(async () => {
  root = await ensureWeappBuilt()
  const env = testEnvironment({ WECHAT_TEMPLATES: 'decision=template-decision/thing1/thing2/time3' })
  api = await startTestApi({ env })
}, 300_000)

afterAll(() => api.stop())

afterEach(() => {
  expect(app.close()).toEqual([])
})

/** Somebody of a unit, and that unit's operator. */
async function arrange() {
  const unit = await createUnit(api)
  const clerk = await registerPerson(api, { name: '林晓' })
  const operator = await actFor(api, clerk, unit)
  const person = await registerPerson(api, { name: '欧阳小三' })
  const classId = String((await addOpenClass(api, unit))._id)
  await enrolPerson(api, person, { unit, operator, classId })
  return { unit, clerk, operator, person }
}

const launch = () => {
  app = launchWeapp(root, { server: api.url })
  return app
}

const beginning = (bytes: Buffer | undefined) => String(bytes?.subarray(0, 2))

const toasts = () =>
  app.calls.flatMap(({ name, options }) => (name === 'showToast' ? (options as { title: string }).title : []))

describe('a trainee with a phone', () => {
  it('declares a record with a photo, and is told of the decision by WeChat after one tap', async () => {
    const { person } = await arrange()
    launch()
    app.world.loginCode = api.wechat.issueCode('openid-of-a-trainee')
    await app.tap('登录')
    await app.tap('我已清楚了解')
    await app.tap('微信登录')
    await app.seesText('这个微信还没有绑定账号')
    await typeCredentials(app, person)
    await app.tap('绑定并登录')
    await leftSignIn(app)

    app.relaunch('/packages/records/my-record-form/index')
    await app.tap('专业课')
    await app.input('课程名称', '建筑信息模型应用')
    await app.choose('学习形式，请选择', 0)
    await app.input('施教机构', '东莞市继续教育中心')
    await app.choose('开始日期', '2026-03-02')
    await app.choose('结束日期', '2026-03-04')
    await app.input('拟申报学时', '18')
    await app.tap('拍照或选照片')
    expect(app.text()).not.toContain('照片1.png')
    app.world.photos = [png()]
    app.setOnline(false)
    await app.tap('拍照或选照片')
    await app.seesText('重试')
    app.setOnline(true)
    await app.tap('保存并申报')
    await app.seesText('有文件没有传上去')
    expect((await api.as(person.token).creditRecords.mine()).data).toEqual([])
    await app.tap('重新上传照片1.png')
    await app.until(
      () => app.text().includes('照片1.png') && !/重试|正在上传/.test(app.text()),
      'the photo on the server',
    )
    await app.tap('保存并申报')
    await app.seesText('待认定')
    const { data } = await api.as(person.token).creditRecords.mine()
    const { attachments } = await api
      .as(person.token)
      .creditRecords.mineOne({ params: { recordId: String(data[0]?.id) } })
    expect(attachments).toMatchObject([{ name: '照片1.png' }])

    await app.tap('有结果时用微信通知我')
    await app.seesText('有结果时，微信会通知您。')
    const consents = await api.as(person.token).messages.consents()
    expect(consents.topics).toMatchObject([{ topic: 'decision', remaining: 1 }])
  })

  it('opens the certificate’s PDF and saves its picture, once the album is allowed', async () => {
    const { unit, operator, person } = await arrange()
    const { id } = await api.as(person.token).affiliations.profile()
    const traineeId = String(id)
    await passYear(api, unit, { ...person, traineeId })
    await api.as(operator).certificates.issue({ body: { year: 2025, traineeIds: [traineeId] } })
    launch()
    await signIn(app, person)
    app.relaunch('/packages/certificates/my-certificates/index')
    await app.tap('2025 年度')
    await app.tap('打开 PDF')
    await app.until(() => app.world.opened.length === 1, 'the opened document', DRAWN_MS)
    expect(String(app.world.opened[0]?.subarray(0, 5))).toBe('%PDF-')

    app.world.album.isAllowed = false
    await app.tap('保存到相册')
    await app.until(() => toasts().some((title) => title.startsWith('没有相册权限')), 'the refusal', DRAWN_MS)
    app.world.album.isAllowed = true
    await app.tap('保存到相册')
    await app.until(() => toasts().includes('已保存到相册'), 'the saved picture', DRAWN_MS)
    expect(app.world.album.pictures).toHaveLength(1)
  })
})

describe('files on a phone', () => {
  it('opens a list and a template as spreadsheets, and checks a table that was sent to a chat', async () => {
    const { unit, clerk, person } = await arrange()
    launch()
    await signIn(app, clerk)
    await actForUnit(app, unit.name)
    app.relaunch('/packages/people/trainees/index')
    await app.seesText('欧阳小三')
    await app.tap('导出表格')
    await app.until(() => app.world.opened.length === 1, 'the list')
    expect(beginning(app.world.opened[0])).toBe('PK')

    app.relaunch('/packages/recognition/imports/index')
    await app.tap('下载模板')
    await app.until(() => app.world.opened.length === 2, 'the template')
    await app.tap('上传表格')
    expect(app.route()).toBe('packages/recognition/imports/index')
    const bytes = recordSheet(recordLine(person, '课堂观察'), recordLine({ ...person, name: '别人' }, '课堂观察'))
    app.world.documents = [{ name: '课堂观察.csv', bytes }]
    await app.tap('上传表格')
    await app.seesText('2 行，有误 1 行')
    await app.tap('下载有误的行')
    await app.until(() => app.world.opened.length === 3, 'the wrong rows')
    expect(beginning(app.world.opened[2])).toBe('PK')
  })

  it('opens a certificate for printing, at the hand of its unit', async () => {
    const { unit, clerk, operator, person } = await arrange()
    const traineeId = String((await api.as(person.token).affiliations.profile()).id)
    await passYear(api, unit, { ...person, traineeId })
    const { results } = await api.as(operator).certificates.issue({ body: { year: 2025, traineeIds: [traineeId] } })
    const [issued] = results
    if (issued?.outcome !== 'done') expect.fail('no certificate was issued')
    launch()
    await signIn(app, clerk)
    await actForUnit(app, unit.name)
    const [line] = (await api.as(operator).certificates.list({ query: { year: 2025 } })).data
    app.relaunch(`/packages/oversight/certificate/index?certificateId=${line?.certificate?.id}`)
    app.world.breaksDownloads = true
    await app.tap('打开 PDF，打印')
    await app.seesText('没有连上网络，请检查网络后重试')
    app.world.breaksDownloads = false
    await app.tap('打开 PDF，打印')
    await app.until(() => app.world.opened.length === 1, 'the certificate', DRAWN_MS)
    expect(String(app.world.opened[0]?.subarray(0, 5))).toBe('%PDF-')
  })

  it('attaches a document of a chat, under its own name, and opens it again', async () => {
    const { person } = await arrange()
    launch()
    await signIn(app, person)
    app.relaunch('/packages/records/my-record-form/index')
    app.world.documents = [{ name: '结业证明.pdf', bytes: pdf() }]
    await app.tap('选择文件')
    await app.seesText('结业证明.pdf')
    await app.until(() => !/正在上传|重试/.test(app.text()), 'the document on the server')
    await app.tap('专业课')
    await app.input('课程名称', '建筑信息模型应用')
    await app.choose('学习形式，请选择', 0)
    await app.input('施教机构', '东莞市继续教育中心')
    await app.input('拟申报学时', '6')
    await app.tap('先存草稿')
    await app.until(() => app.route() !== 'packages/records/my-record-form/index', 'the draft')
    const [draft] = (await api.as(person.token).creditRecords.mine()).data
    app.relaunch(`/packages/records/my-record/index?recordId=${draft?.id}`)
    await app.tap('结业证明.pdf')
    await app.until(() => app.world.opened.length === 1, 'the document')
    expect(app.world.opened[0]).toEqual(pdf())
  })

  it('sends a copy of all one’s data to a chat, and says why where the password is wrong', async () => {
    const { person } = await arrange()
    launch()
    await signIn(app, person)
    app.relaunch('/packages/trainee/my-data/index')
    await app.tap('导出我的数据')
    await app.input('登录密码', 'Wrong2580')
    await app.tap('导出')
    await app.seesText('当前密码不正确')
    await app.input('登录密码', person.password)
    await app.tap('导出')
    await app.seesText('已准备好')
    await app.tap('保存文件')
    await app.until(() => app.world.shared.size === 1, 'the copy in the chat')
    const [[name, bytes] = []] = app.world.shared
    expect(name).toMatch(/^我的数据.*\.zip$/)
    expect(beginning(bytes)).toBe('PK')
  })

  it('sends a unit’s archive to a chat', async () => {
    const { tokens } = await registerUnit(api)
    app = launchWeapp(root, { server: api.url, storage: new Map([['session', JSON.stringify(tokens)]]) })
    app.relaunch('/packages/account/unit-exports/index')
    await app.tap('导出单位数据')
    await app.tap('导出')
    await app.until(() => toasts().some((title) => title.startsWith('正在导出')), 'the job')
    await api.app.worker.runDue()
    app.pullDown()
    await app.tap('下载')
    await app.seesText('已准备好')
    await app.tap('保存文件')
    await app.until(() => app.world.shared.size === 1, 'the archive in the chat')
  })
})
