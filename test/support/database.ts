import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@jijiao/api/db/embedded'
import { readEnvironment } from '@jijiao/config/environment'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUri: string
    fuzzCases: number
  }
}

/** One database server for the whole run: the one that MONGODB_URI names, or an embedded one in a fresh folder. */
export default async function setup(project: TestProject) {
  const { MONGODB_URI: given, FUZZ_CASES } = readEnvironment()
  project.provide('fuzzCases', FUZZ_CASES)
  if (given) {
    project.provide('databaseUri', given)
    return
  }
  const directory = await mkdtemp(join(tmpdir(), 'jijiao-test-'))
  const database = await startEmbedded(directory)
  project.provide('databaseUri', database.uri)
  return async () => {
    await database.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
