import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@jijiao/api/db/embedded'
import { askUnitExport, type UnitExport, unitExportModel } from '@jijiao/api/features/unit-exports'
import { Types } from 'mongoose'
import { startTestApi } from '../support/api'
import { bySystem } from '../support/classes'
import { createUnitWithOperator } from '../support/people'
import { fillYear } from './year-world'

/**
 * `npm run bench:exports`: all that a unit of 10,000 people with 40,000 records and 500 files of 200 KB has, as one
 * archive. `-- 2000 100` for other numbers of people and files: memory should not follow them.
 */
const people = Number(process.argv[2] ?? 10_000)
const files = Number(process.argv[3] ?? 500)
const FILE_BYTES = 200_000

const directory = await mkdtemp(join(tmpdir(), 'jijiao-bench-'))
const database = await startEmbedded(directory)
const api = await startTestApi({ databaseUri: database.uri })
const memory = { peak: 0 }
const sampling = setInterval(() => {
  memory.peak = Math.max(memory.peak, process.memoryUsage().rss)
}, 20)
try {
  const { unit } = await createUnitWithOperator(api)
  await fillYear(api, unit.id, people)
  await fillFiles(unit.id)
  const asked = await askUnitExport(api.app.deps, bySystem(api), { organizationId: unit.id, numbers: 'whole' })
  const before = process.memoryUsage().rss
  memory.peak = before
  const startedAt = performance.now()
  await api.app.worker.runDue()
  const seconds = (performance.now() - startedAt) / 1_000
  const { peak } = memory
  const found = await unitExportModel(api.app.deps.db).findById(asked._id).orFail().lean<UnitExport>()
  console.log(
    JSON.stringify({
      people,
      records: people * 4,
      files,
      state: found.state,
      rows: found.rowCount,
      archiveMb: inMb(found.sizeBytes ?? 0),
      seconds: Math.round(seconds * 10) / 10,
      rssMb: { before: inMb(before), peak: inMb(peak) },
    }),
  )
} finally {
  clearInterval(sampling)
  await api.stop()
  await database.stop()
  await rm(directory, { recursive: true, force: true })
}

/** Scans of the unit's role application, as far as the archive is concerned. */
async function fillFiles(organizationId: string): Promise<void> {
  const { db, files: store } = api.app.deps
  for (let number = 0; number < files; number += 1) {
    const bytes = randomBytes(FILE_BYTES)
    const storageKey = randomBytes(20).toString('hex')
    await store.put(storageKey, bytes, 'image/jpeg')
    await db.collection('attachments').insertOne({
      _id: new Types.ObjectId(),
      owner: { kind: 'roleApplication', id: String(new Types.ObjectId()) },
      storageKey,
      name: `扫描件${number}.jpg`,
      type: 'jpg',
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      uploadedAt: new Date(),
      uploadedBy: String(new Types.ObjectId()),
      organizationId,
      operatorName: null,
    })
  }
}

function inMb(bytes: number) {
  return Math.round(bytes / 1_048_576)
}
