import { DATA_DISPOSAL_LABELS, DATA_KINDS, DATA_NOTES, type DataKind } from '@jijiao/shared/my-data'
import { minuteInChina } from '../../outbox'
import type { DataRow } from '../../privacy/personal-data'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

const STYLE =
  'body{font:16px/1.7 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2733}' +
  'h2{margin-top:2.5rem;border-bottom:1px solid #ccd4dc}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;' +
  'margin:.75rem 0;padding:.75rem;background:#f3f5f7}dt{color:#5a6572}dd{margin:0;overflow-wrap:anywhere}'

/** The copy as a page to be read: no script, nothing from elsewhere. */
export async function* exportPage(
  rowsOf: (kind: DataKind) => AsyncIterable<DataRow>,
  at: Date,
): AsyncGenerator<string> {
  yield `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>我的数据</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head><body>
<h1>我的数据</h1><p>导出时间：${minuteInChina(at)}。文件里有您完整的身份证号和手机号，请妥善保管，不要转发。</p>
<nav><ul>${DATA_KINDS.map((kind) => `<li><a href="#${kind}">${escaped(DATA_NOTES[kind].label)}</a></li>`).join('')}</ul></nav>`
  for (const kind of DATA_KINDS) {
    const { label, purpose, basis, retention, visibleTo, disposal } = DATA_NOTES[kind]
    yield `\n<h2 id="${kind}">${escaped(label)}</h2>${list({
      用途: purpose,
      依据: basis,
      保存多久: retention,
      谁能看到: visibleTo,
      能否删除: DATA_DISPOSAL_LABELS[disposal],
    })}`
    let isEmpty = true
    for await (const row of rowsOf(kind)) {
      isEmpty = false
      yield `\n${list(row)}`
    }
    if (isEmpty) yield '<p>没有可以列出的内容。</p>'
  }
  yield '\n</body></html>\n'
}

const list = (row: DataRow) =>
  `<dl>${Object.entries(row)
    .map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(textOf(value))}</dd>`)
    .join('')}</dl>`

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '无'
  if (value instanceof Date) return minuteInChina(value)
  return Array.isArray(value) ? value.map(textOf).join('、') : String(value)
}
