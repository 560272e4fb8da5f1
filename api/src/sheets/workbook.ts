import type { Archive } from './archive'
import { dayOfSerial, isDateFormat } from './dates'
import { type TableLimits, TEXT_LIMITS } from './limits'
import { SheetRefusal } from './refusal'
import { type Table, TableBuilder } from './table'
import { readXml } from './xml'

/** The hidden sheet by which a template says what it is and which version. */
export const MARK_SHEET = '_jijiao'

/** The first visible sheet of a workbook. */
export async function readWorkbook(archive: Archive, limits: TableLimits): Promise<Table> {
  if (!archive.has('xl/workbook.xml')) throw new SheetRefusal('notASheet')
  const { sheets, is1904 } = await readStructure(archive)
  const paths = await readRelations(archive)
  const first = sheets.find(({ isHidden }) => !isHidden)
  const path = first && paths.get(first.relation)
  if (!path || !archive.has(path)) throw new SheetRefusal('malformed')
  const strings = await readSharedStrings(archive)
  const valueOf = createValueReader(strings, await readDateStyles(archive), is1904)
  const marked = sheets.find(({ name }) => name === MARK_SHEET)
  const markPath = marked && paths.get(marked.relation)
  const mark = markPath ? await readSheet(archive, markPath, { rows: 1_000, columns: 40 }, valueOf) : []
  return { rows: await readSheet(archive, path, limits, valueOf), mark: mark[0]?.cells ?? [] }
}

type SheetEntry = { readonly name: string; readonly relation: string; readonly isHidden: boolean }

async function readStructure(archive: Archive) {
  const sheets: SheetEntry[] = []
  let is1904 = false
  await readXml(archive.read('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      sheets.push({ name: attributes.name ?? '', relation, isHidden: /idden/.test(attributes.state ?? '') })
    },
  })
  return { sheets, is1904 }
}

async function readRelations(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>()
  await readXml(archive.read('xl/_rels/workbook.xml.rels'), {
    open(name, { Id = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      paths.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  return paths
}

async function readSharedStrings(archive: Archive): Promise<readonly string[]> {
  if (!archive.has('xl/sharedStrings.xml')) return []
  const strings: string[] = []
  let current = ''
  let characters = 0
  const read = createTextCollector((text) => {
    characters += text.length
    if (characters > TEXT_LIMITS.table) throw new SheetRefusal('tooMuchText')
    current += text
  })
  await readXml(archive.read('xl/sharedStrings.xml'), {
    open: (name) => read.open(name),
    text: (text) => read.text(text),
    close(name) {
      read.close(name)
      if (name !== 'si') return
      strings.push(current)
      current = ''
      if (strings.length > TEXT_LIMITS.sharedStrings) throw new SheetRefusal('tooMuchText')
    },
  })
  return strings
}

/** Hands on what stands in `t` or `v`; not in `rPh`, which repeats a word's reading. */
function createTextCollector(add: (text: string) => void) {
  let isText = false
  let isReading = false
  return {
    open(name: string) {
      if (name === 'rPh') isReading = true
      if (name === 't' || name === 'v') isText = !isReading
    },
    text(text: string) {
      if (isText) add(text)
    },
    close(name: string) {
      if (name === 'rPh') isReading = false
      if (name === 't' || name === 'v') isText = false
    },
  }
}

/** Which cell styles show a number as a date. */
async function readDateStyles(archive: Archive): Promise<readonly boolean[]> {
  if (!archive.has('xl/styles.xml')) return []
  const codes = new Map<number, string>()
  const styles: boolean[] = []
  let isInCells = false
  await readXml(archive.read('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') isInCells = true
      if (name !== 'xf' || !isInCells) return
      const id = Number(attributes.numFmtId ?? 0)
      styles.push(isDateFormat(id, codes.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return styles
}

type ValueReader = (type: string, style: number, text: string) => string

const createValueReader =
  (strings: readonly string[], dates: readonly boolean[], is1904: boolean): ValueReader =>
  (type, style, text) => {
    if (type === 's') return strings[Number(text)] ?? ''
    if (type === 'b') return text === '1' ? '是' : '否'
    if (type === 'e') return ''
    if (type === 'd') return text.slice(0, 10)
    if (type !== 'n') return text
    const number = Number(text)
    if (text === '' || Number.isNaN(number)) return text
    if (dates[style]) return dayOfSerial(number, { is1904 }) ?? text
    // Beyond 15 digits a number has lost its end: it stays in the form that shows it.
    return Math.abs(number) < 1e15 ? String(Number(number.toPrecision(15))) : number.toExponential().toUpperCase()
  }

const REFERENCE = /^([A-Z]{1,3})(\d{1,7})$/

const columnOf = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** The declared dimension is not asked: it lies in both directions. Each cell's own place is checked instead. */
async function readSheet(archive: Archive, path: string, limits: TableLimits, valueOf: ValueReader) {
  const table = new TableBuilder(limits)
  let [row, column] = [0, 0]
  let cell = { type: 'n', style: 0 }
  let text = ''
  const read = createTextCollector((part) => {
    text += part
    if (text.length > TEXT_LIMITS.cell * 2) throw new SheetRefusal('tooMuchText')
  })
  await readXml(archive.read(path), {
    open(name, attributes) {
      read.open(name)
      if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r)
        column = 0
      } else if (name === 'c') {
        const place = REFERENCE.exec(attributes.r ?? '')
        column = place?.[1] ? columnOf(place[1]) : column + 1
        if (place?.[2]) row = Number(place[2])
        cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0) }
        text = ''
      }
    },
    text: (part) => read.text(part),
    close(name) {
      read.close(name)
      if (name === 'c' && text !== '') table.add(row, column, valueOf(cell.type, cell.style, text))
    },
  })
  return table.build()
}
