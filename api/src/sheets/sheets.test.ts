import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { Problem } from '../http/problem'
import { readSheet, writeTable, writeTemplate } from '.'
import { openArchive } from './archive'
import { readDay } from './dates'
import { hostileFiles, workbookOf, zipOf } from './sheets.samples'
import type { TableRow } from './table'

const limits = { rows: 5_001, columns: 20 }
const cellsOf = (rows: readonly TableRow[]) => rows.map(({ cells }) => cells.join('|').replace(/\|+$/, ''))
const read = async (file: Uint8Array) => cellsOf((await readSheet(file, limits)).rows)

describe('a table written and read again', () => {
  it('is the same: long digits, leading zeros, what looks like a formula, rare characters', async () => {
    const rows = [
      ['44190019990101001X', '013800138000', '=1+1', '㛃𠅤<&">'],
      ['12345678901234567890', '@SUM(A1)', '＝HYPERLINK("x")', '-2'],
    ]
    const file = writeTable({
      name: '名单/一',
      columns: ['甲', '乙', '丙', '丁'].map((heading) => ({ heading })),
      rows,
    })
    const bytes = await buffer(file)
    expect(await read(bytes)).toEqual(['甲|乙|丙|丁', ...rows.map((row) => row.join('|'))])
    const [sheet] = await zipTexts(bytes)
    expect(sheet).not.toContain('<f>')
    for (const start of ['>=1', '>@SUM', '>＝', '>-2']) expect(sheet).not.toContain(start)
  })

  it('drops what XML cannot hold instead of breaking the file', async () => {
    const bytes = await buffer(writeTable({ name: '甲', columns: [{ heading: '甲' }], rows: [['a\0b\u0007\ud800c']] }))
    expect(await read(bytes)).toEqual(['甲', 'abc'])
  })

  it('gives a template its version and its drop-downs', async () => {
    const columns = [{ heading: '姓名' }, { heading: '科目', options: ['公需课', '专业课'] }]
    const bytes = await buffer(writeTemplate({ name: '申报', columns, mark: ['records', '1'], rows: 5_000 }))
    const table = await readSheet(bytes, limits)
    expect(cellsOf(table.rows)).toEqual(['姓名|科目'])
    expect(table.mark.slice(0, 2)).toEqual(['records', '1'])
    const [sheet, options] = await zipTexts(bytes)
    expect(sheet).toContain(`sqref="B2:B5001"><formula1>'选项'!$A$2:$A$3</formula1>`)
    expect(options).toContain('公需课')
  })
})

describe('what spreadsheet programs save', () => {
  it('is read as it is shown: shared strings, dates, booleans, values of formulas', async () => {
    const file = await workbookOf({
      strings: ['<si><t>张三</t></si>', '<si><r><t>李</t></r><r><t>四</t></r><rPh><t>lisi</t></rPh></si>'],
      rows: [
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>',
        '<c r="A2" s="1"><v>46082</v></c><c r="B2" s="1"><v>46082.5</v></c><c r="C2" s="2"><v>46082</v></c>',
        '<c r="A3" t="b"><v>1</v></c><c r="C3"><f>1+2</f><v>3</v></c><c r="D3" t="str"><f>A1</f><v>张三</v></c>',
        '<c r="A4"><v>4.4190019990101E+17</v></c><c r="B4"><v>0.1</v></c><c r="C4"><v>13800138000</v></c>',
      ],
    })
    expect(await read(file)).toEqual([
      '张三|李四',
      '2026-03-01|2026-03-01 12:00|2026-03-01',
      '是||3|张三',
      '4.4190019990101E+17|0.1|13800138000',
    ])
  })

  it.each([
    ['UTF-8', Buffer.from('\ufeff姓名,说明\r\n"张""三","一,\n二"\n\n李四,\'=1')],
    ['UTF-16', Buffer.from('\ufeff姓名\t说明\r\n"张""三"\t"一,\n二"\n\n李四\t\'=1', 'utf16le')],
    [
      'GB18030',
      Buffer.concat([
        Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xcb, 0xb5, 0xc3, 0xf7, 0x0d, 0x0a, 0x22, 0xd5, 0xc5, 0x22, 0x22]),
        Buffer.from([0xc8, 0xfd, 0x22, 0x2c, 0x22, 0xd2, 0xbb, 0x2c, 0x0a, 0xb6, 0xfe, 0x22, 0x0a, 0x0a, 0xc0, 0xee]),
        Buffer.from([0xcb, 0xc4, 0x2c, 0x27, 0x3d, 0x31]),
      ]),
    ],
  ])('is also CSV in %s', async (_, bytes) => {
    const { rows } = await readSheet(bytes, limits)
    expect(cellsOf(rows)).toEqual(['姓名|说明', '张"三|一,\n二', '李四|=1'])
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 5])
  })

  it('has days in many forms', () => {
    const forms = ['2026-3-1', '2026/03/01', '2026.3.1', '20260301', '２０２６年3月1日', '2026-03-01 12:00']
    for (const form of forms) expect(readDay(form)).toBe('2026-03-01')
    for (const wrong of ['2026-02-30', '2026-13-01', '46082', '昨天', '']) expect(readDay(wrong)).toBeNull()
  })
})

describe('a hostile file', () => {
  it.each(hostileFiles)('is refused within two seconds: %s', async (_, make, sentence) => {
    const file = await make()
    const startedAt = performance.now()
    const problem = await readSheet(file, limits).then(
      () => expect.fail('it was read'),
      (error: unknown) => error,
    )
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ code: 'sheet_refused', message: expect.stringContaining(sentence) })
  })

  it('damaged anywhere is refused or read, and never an error of ours', async () => {
    const whole = await workbookOf({ strings: [], rows: ['<c r="A1" t="inlineStr"><is><t>甲</t></is></c>'] })
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 24)) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      const outcome = await readSheet(damaged, limits).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Problem)
    }
  }, 60_000)

  it('does not hold up the thread that answers others', async () => {
    const [, make] = hostileFiles.find(([name]) => name.includes('50 MB')) ?? expect.fail()
    const file = await make()
    let longest = 0
    let last = performance.now()
    const ticks = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    await readSheet(file, limits).catch(() => undefined)
    clearInterval(ticks)
    expect(longest).toBeLessThan(500)
  })
})

async function zipTexts(bytes: Buffer): Promise<string[]> {
  const archive = await openArchive(bytes)
  const texts: string[] = []
  for (let number = 1; archive.has(`xl/worksheets/sheet${number}.xml`); number += 1) {
    const chunks: Buffer[] = []
    for await (const chunk of archive.read(`xl/worksheets/sheet${number}.xml`)) chunks.push(chunk)
    texts.push(Buffer.concat(chunks).toString('utf8'))
  }
  return texts
}

it('reads an archive that is no workbook as no table', async () => {
  const outcome = readSheet(await zipOf({ 'note.txt': 'hello' }), limits)
  await expect(outcome).rejects.toThrow('这不是 xlsx 或 CSV 表格')
})
