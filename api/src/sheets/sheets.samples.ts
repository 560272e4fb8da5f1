import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** An archive of these files; long runs compress as they would in a bomb. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  return buffer(zip.outputStream)
}

type Parts = {
  readonly strings?: readonly string[]
  /** The cells of each row. */
  readonly rows?: readonly string[]
  /** The whole sheet, instead of its rows. */
  readonly sheet?: string
  readonly files?: Readonly<Record<string, string | Buffer>>
}

export const sheetOf = (content: string, head = '') =>
  `<?xml version="1.0"?>${head}<worksheet xmlns="${MAIN}"><sheetData>${content}</sheetData></worksheet>`

/** A workbook as a spreadsheet program writes it: style 1 is a built-in date, 2 a date of its own format. */
export const workbookOf = ({ strings = [], rows = [], sheet, files }: Parts): Promise<Buffer> =>
  zipOf({
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.join('')}</sst>`,
    'xl/worksheets/sheet1.xml':
      sheet ?? sheetOf(rows.map((cells, index) => `<row r="${index + 1}">${cells}</row>`).join('')),
    ...files,
  })

const inline = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`

/** Sets the sizes that headers and directory declare of the largest entry. */
function declare(zip: Buffer, size: number): Buffer {
  const changed = Buffer.from(zip)
  for (let at = 0; at < changed.length - 46; at += 1) {
    if (changed.readUInt32LE(at) === 0x02014b50 && changed.readUInt32LE(at + 24) > 1_000_000) {
      changed.writeUInt32LE(size, at + 24)
    }
  }
  return changed
}

/** Random words do not compress a hundredfold, so that the ratio does not give them away. */
function noise(bytes: number): string {
  let state = 1
  let text = ''
  while (text.length < bytes) {
    state = (state * 48_271) % 2_147_483_647
    text += state.toString(36).repeat(40)
  }
  return text
}

const ole = (name: string) =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(508), Buffer.from(name, 'utf16le')])

const MB = 1_024 * 1_024

/** Name, file, and the part of the sentence that it is refused with. */
export const hostileFiles: readonly (readonly [string, () => Promise<Buffer>, string])[] = [
  ['nothing', async () => Buffer.alloc(0), '文件是空的'],
  ['6 MB', async () => Buffer.alloc(6 * MB, 'a'), '超过 5 MB'],
  ['a picture', async () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff, 0xff]), '不是 xlsx 或 CSV'],
  ['an old Excel file', async () => ole('Workbook'), '旧版 Excel'],
  ['a file with a password', async () => ole('EncryptedPackage'), '打开密码'],
  ['macros', () => workbookOf({ rows: [inline('A1', '甲')], files: { 'xl/vbaProject.bin': 'x' } }), '宏'],
  [
    'a cell at XFD1048576',
    () => workbookOf({ sheet: sheetOf(`<row r="1048576">${inline('XFD1048576', '甲')}</row>`) }),
    '列数太多',
  ],
  ['a cell at A1048576', () => workbookOf({ rows: [inline('A1048576', '甲')] }), '行数太多'],
  ['a bomb', () => workbookOf({ sheet: ' '.repeat(40 * MB) }), '异常庞大'],
  [
    'a bomb that declares to be small',
    async () => declare(await workbookOf({ sheet: ' '.repeat(40 * MB) }), 900),
    '损坏',
  ],
  [
    'more than 50 MB declared',
    async () => declare(await workbookOf({ sheet: ' '.repeat(2 * MB) }), 60 * MB),
    '异常庞大',
  ],
  [
    '50 MB of comments',
    () => workbookOf({ sheet: sheetOf(`<!--${noise(49 * MB)}--><row>${inline('ZZ1', '甲')}</row>`) }),
    '',
  ],
  [
    'a hundred files',
    () => workbookOf({ files: Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`x${n}`, 'x'])) }),
    '异常庞大',
  ],
  ['half a file', async () => (await workbookOf({ rows: [inline('A1', '甲')] })).subarray(0, 400), '损坏'],
  [
    'external entities',
    () =>
      workbookOf({
        sheet: sheetOf(
          '<row><c t="inlineStr"><is><t>&x;</t></is></c></row>',
          '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
      }),
    '损坏',
  ],
  [
    'entities that multiply',
    () =>
      workbookOf({
        sheet: sheetOf(
          '<row><c><v>&b;</v></c></row>',
          '<!DOCTYPE w [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        ),
      }),
    '损坏',
  ],
  ['deep nesting', () => workbookOf({ sheet: sheetOf('<a>'.repeat(50_000)) }), '损坏'],
  [
    'a long string used a hundred thousand times',
    () =>
      workbookOf({
        strings: [`<si><t>${'长'.repeat(3_900)}</t></si>`],
        rows: Array.from({ length: 5_000 }, () => '<c t="s"><v>0</v></c>'.repeat(20)),
      }),
    '内容太长',
  ],
  ['a cell of a megabyte', () => workbookOf({ rows: [inline('A1', noise(MB))] }), '内容太长'],
  [
    'half a megabyte of shared strings',
    () => workbookOf({ strings: Array.from({ length: 300_000 }, (_, n) => `<si><t>${n}</t></si>`) }),
    '内容太长',
  ],
  [
    'a relation to another place',
    () =>
      workbookOf({
        files: {
          'xl/_rels/workbook.xml.rels':
            '<Relationships><Relationship Id="rId1" Target="https://example.com/sheet1.xml" TargetMode="External"/></Relationships>',
        },
      }),
    '损坏',
  ],
  [
    'text of a hundred columns',
    async () => Buffer.from(Array.from({ length: 100 }, (_, n) => `列${n}`).join(',')),
    '列数太多',
  ],
  ['text of ten thousand lines', async () => Buffer.from('甲\n'.repeat(10_000)), '行数太多'],
  ['an open quotation mark', async () => Buffer.from('姓名\n"张三'), '损坏'],
]
