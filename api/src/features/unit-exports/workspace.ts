import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'jijiao-export-'
/** No export takes so long. */
const LEFT_AFTER_MS = 6 * 60 * 60 * 1_000

/** For one archive, while it is written. */
export const makeWorkspace = (): Promise<string> => mkdtemp(join(tmpdir(), PREFIX))

/** A process that died leaves its archive, with everything that the unit has. The files' clock is the machine's. */
export async function sweepWorkspaces(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX))
  for (const path of names.map((name) => join(tmpdir(), name))) {
    // Another process may sweep at the same moment, and this one may not be allowed to.
    const begun = await stat(path).catch(() => null)
    if (!begun || Date.now() - begun.mtimeMs < LEFT_AFTER_MS) continue
    await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}
