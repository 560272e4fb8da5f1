import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { contract } from '@jijiao/shared/api/contract'
import { openApiDocument } from './http/openapi'

/** Writes `api/openapi.json`; with `--check` only says whether the committed copy still tells the truth. */
const path = fileURLToPath(new URL('../openapi.json', import.meta.url))
const text = `${JSON.stringify(openApiDocument(contract), null, 2)}\n`

if (!process.argv.includes('--check')) {
  await writeFile(path, text)
} else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('api/openapi.json is out of date: run `npm run openapi` and commit it\n')
  process.exitCode = 1
}
