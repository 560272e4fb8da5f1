import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DOCUMENT, requirementsDocument } from './document'

await mkdir(dirname(DOCUMENT), { recursive: true })
await writeFile(DOCUMENT, requirementsDocument())
