import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { UnitExportNumbers } from '@jijiao/shared/unit-exports'
import { UNIT_EXPORT_NUMBERS_LABELS } from '@jijiao/shared/unit-exports'
import type { Types } from 'mongoose'
import { type LeftOutFile, leftOutText } from '../../attachments'
import type { UnitDataKind, UnitDataRow } from '../../unit-data'
import { type ZipContent, zipOf } from '../../zip'

/** Of each file: for whoever reads the archive to see that it is whole. */
type ManifestLine = {
  readonly file: string
  readonly label: string
  readonly rows: number
  readonly sha256: string
}

type Contents = {
  readonly kinds: readonly UnitDataKind[]
  readonly rowsOf: (kind: UnitDataKind) => AsyncIterable<UnitDataRow>
  /** The files of the attachments; left out, the archive only lists them. */
  readonly filesOf?: ((leftOut: LeftOutFile[]) => AsyncIterable<ZipContent>) | undefined
  readonly about: {
    readonly organizationId: Types.ObjectId
    readonly unitName: string
    readonly numbers: UnitExportNumbers
    readonly at: Date
  }
}

/** Small pieces are joined: a stream's overhead is by the piece. */
const PIECE_LENGTH = 65_536

/**
 * The archive as it is written, one kind after the other. The manifest is the last entry: it is made when all others have
 * gone through.
 */
export function writeArchive({ kinds, rowsOf, filesOf, about }: Contents): Readable {
  const lines: ManifestLine[] = []
  const { organizationId, unitName, numbers, at } = about
  const leftOut: LeftOutFile[] = []
  async function* entries() {
    for (const kind of kinds) yield { path: fileOf(kind), text: () => jsonLines(kind, rowsOf(kind), lines) }
    if (filesOf) yield* filesOf(leftOut)
    yield { path: '说明.txt', text: explanation(lines, about) + (filesOf ? leftOutText(leftOut) : FILES_NOTE) }
    const manifest = { version: 1, organizationId, unitName, numbers, at, files: lines, leftOut }
    yield { path: 'manifest.json', text: JSON.stringify(manifest, null, 2) }
  }
  return zipOf(entries())
}

const FILES_NOTE = '附件里的文件没有包含：文件里可能有完整号码，导出完整号码时才一并导出。\n'

const fileOf = ({ name }: UnitDataKind) => `${name}.ndjson`

async function* jsonLines(kind: UnitDataKind, rows: AsyncIterable<UnitDataRow>, lines: ManifestLine[]) {
  const hash: Hash = createHash('sha256')
  let count = 0
  let piece = ''
  for await (const row of rows) {
    count += 1
    piece += `${JSON.stringify(row)}\n`
    if (piece.length < PIECE_LENGTH) continue
    hash.update(piece)
    yield piece
    piece = ''
  }
  hash.update(piece)
  yield piece
  lines.push({ file: fileOf(kind), label: kind.label, rows: count, sha256: hash.digest('hex') })
}

function explanation(lines: readonly ManifestLine[], { unitName, numbers, at }: Contents['about']): string {
  return [
    `${unitName} 全部数据`,
    `导出时间：${at.toISOString()}（UTC），${UNIT_EXPORT_NUMBERS_LABELS[numbers]}`,
    '',
    '每个 .ndjson 文件是一类数据，UTF-8 编码，每行一条 JSON。id 和以 Id 结尾的字段把各文件联系起来；',
    '以 Tenths 结尾的是十分之一学时（180 即 18 学时）；以 At 结尾的是 UTC 时间，以 On 结尾的是中国日期。',
    'isRestricted 为 true 的，本人限制了信息处理，号码只显示一部分。',
    'manifest.json 列出各文件的行数和 SHA-256，可据此核对是否完整。',
    '',
    ...lines.map(({ file, label, rows }) => `${file}\t${label}\t${rows} 条`),
    '',
  ].join('\n')
}
