import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readCode } from '../../../../../test/support/codes'
import { readPdf } from '../../../../../test/support/pdf'
import { missingCharacters } from './glyphs'
import { createRenderer } from './renderer'
import type { CertificateSheet } from './sheet'

const render = createRenderer()

const sheet: CertificateSheet = {
  year: '2025',
  name: '欧阳小三',
  sex: '女',
  residentId: '440100199002300018',
  unit: '东莞市第一中学',
  series: '中学教师',
  sums: [
    { label: '公需课', courses: '2', hours: '30' },
    { label: '专业课', courses: '3', hours: '42.5' },
    { label: '个人选修', courses: '1', hours: '18' },
  ],
  totalCourses: '6',
  totalHours: '90.5',
  verdict: '通过',
  issuingBody: '东莞市人力资源和社会保障局',
  issuedOn: '2025年12月31日',
  number: '2025-441900-0123456789-55',
  site: 'https://jijiao.example.cn/v',
  link: 'https://jijiao.example.cn/v/7YWHMfk9JZe1LMNgQkqPQR?p=',
  signed: '1234567890'.repeat(70),
}

const A4_LANDSCAPE = { width: 841.89, height: 595.28 }

describe('a certificate as PDF', () => {
  it('says exactly what the record says, on one landscape A4 page', async () => {
    const { pages, size } = await readPdf(await render([sheet], 'pdf'))
    expect(pages).toHaveLength(1)
    expect(size.width).toBeCloseTo(A4_LANDSCAPE.width, 1)
    expect(size.height).toBeCloseTo(A4_LANDSCAPE.height, 1)
    const [text = ''] = pages
    expect(text).toContain('专业技术人员继续教育证书')
    expect(text).toContain('姓名欧阳小三性别女身份证号440100199002300018工作单位东莞市第一中学职称系列中学教师')
    expect(text).toContain('科目类型课程门数学时公需课230专业课342.5个人选修118合计690.5')
    expect(text).toContain('东莞市人力资源和社会保障局（发证机关盖章）2025年12月31日')
    expect(text).toContain('证书编号：2025-441900-0123456789-55')
  })

  it('brings its fonts along, needs no other, and is the same each time', async () => {
    const file = await render([sheet], 'pdf')
    expect(file.equals(await render([sheet], 'pdf'))).toBe(true)
    expect(file.equals(await createRenderer()([sheet], 'pdf'))).toBe(true)
    const objects = withStreams(file)
    const names = [...objects.matchAll(/\/FontName\s*\/([\w+-]+)/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(name).toMatch(/^[A-Z]{6}\+NotoSerifSC/)
    expect(objects.match(/\/FontFile[23]/g)?.length).toBe(names.length)
  })

  it.each([
    ['a name of thirty characters', { name: '阿卜杜热合曼·买买提艾力·吐尔逊阿不都克里木·艾合买提江' }],
    ['a name in Latin letters without a space', { name: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2) }],
    ['a unit of ten lines', { unit: '广东省某某某某工程技术勘察设计研究院有限公司'.repeat(13) }],
    ['many series', { series: '工程技术人员、经济专业人员、社会科学研究人员、农业技术人员（农艺）、卫生技术人员' }],
    ['a long issuing body', { issuingBody: '中山市某某镇人力资源和社会保障事务与公共就业服务管理局'.repeat(3) }],
  ])('keeps %s on its page, whole', async (_, long) => {
    const { pages } = await readPdf(await render([{ ...sheet, ...long }], 'pdf'))
    expect(pages).toHaveLength(1)
    for (const value of Object.values(long)) expect(pages[0]).toContain(value.replace(/\s/g, ''))
    expect(pages[0]).toContain('证书编号：2025-441900-0123456789-55')
  })

  it('has one page for each of a selection, in its order', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ ...sheet, name: `学员第${index}号` }))
    const { pages } = await readPdf(await render(many, 'pdf'))
    expect(pages.map((text) => /姓名(学员第\d+号)/.exec(text)?.[1])).toEqual(many.map(({ name }) => name))
  })
})

describe('a drawing that hangs', () => {
  it('is given up with its thread, and those behind it are drawn', async () => {
    const renderLimited = createRenderer({ limitMs: ({ sheets }) => (sheets[0]?.name === '卡住' ? 1 : 60_000) })
    const hung = renderLimited([{ ...sheet, name: '卡住' }], 'pdf')
    const behind = renderLimited([sheet], 'pdf')
    await expect(hung).rejects.toMatchObject({ code: 'printing_timed_out' })
    expect((await behind).equals(await render([sheet], 'pdf'))).toBe(true)
  })
})

describe('a certificate as a picture', () => {
  it('carries the code, readable from its pixels', async () => {
    const picture = await render([sheet], 'png')
    expect(await readCode(picture)).toBe(sheet.link + sheet.signed)
    const unit = '广东省某某某某工程技术勘察设计研究院有限公司'
    const large = await render([{ ...sheet, unit: unit.repeat(5), signed: sheet.signed.repeat(3) }], 'png')
    expect(await readCode(large)).toBe(sheet.link + sheet.signed.repeat(3))
  })
})

describe('the characters of a name', () => {
  it('are known to the font, rare ones too, or named', () => {
    expect(missingCharacters('欧阳小三 吴㛃 买买提·艾力 李𬭎 王堃 Ａ１（）·')).toEqual([])
    expect(missingCharacters('张\u{30edd}三\u{30edd}')).toEqual(['\u{30edd}'])
    expect(missingCharacters('ئەخمەت')[0]).toBe('ئ')
  })
})

/** The objects of a PDF as text; those that are packed into streams unpacked. */
function withStreams(file: Buffer): string {
  const text = file.toString('latin1')
  const packed = [...text.matchAll(/\/ObjStm[^]*?stream\r?\n([^]*?)endstream/g)].map(([, stream = '']) =>
    inflateSync(Buffer.from(stream, 'latin1')).toString('latin1'),
  )
  return [text, ...packed].join('\n')
}
