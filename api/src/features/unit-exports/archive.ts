import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { UnitExportNumbers } from '@jijiao/shared/unit-exports'
import { UNIT_EXPORT_NUMBERS_LABELS } from '@jijiao/shared/unit-exports'
import type { Types } from 'mongoose'
import type { UnitDataKind, UnitDataRow } from '../../unit-data'
import { zipOf } from '../../zip'

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
export function writeArchive({ kinds, rowsOf, about }: Contents): Readable {
  const lines: ManifestLine[] = []
  const { organizationId, unitName, numbers, at } = about
  return zipOf([
    ...kinds.map((kind) => ({ path: fileOf(kind), text: () => jsonLines(kind, rowsOf(kind), lines) })),
    {
      path: '说明.txt',
      async *text() {
        yield explanation(lines, about)
      },
    },
    {
      path: 'manifest.json',
      async *text() {
        yield JSON.stringify({ version: 1, organizationId, unitName, numbers, at, files: lines }, null, 2)
      },
    },
  ])
}

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
