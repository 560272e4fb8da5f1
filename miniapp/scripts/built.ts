import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const miniapp = path.join(repository, 'miniapp')
const SOURCES = ['miniapp/src', 'miniapp/config', 'miniapp/package.json', 'miniapp/babel.config.cjs', 'shared/src']
const BUILD_LIMIT_MS = 300_000
const POLL_MS = 200

const run = promisify(execFile)

/** The folder of the built mini-program, built now if a source is newer than it. */
export const ensureWeappBuilt = () => ensureBuilt('weapp')

/** The folder of the browser build, built now if a source is newer than it. */
export const ensureH5Built = () => ensureBuilt('h5')

/** However many tests ask at once, in however many processes, one of them builds and the others wait. */
async function ensureBuilt(platform: 'weapp' | 'h5'): Promise<string> {
  const output = path.join(miniapp, 'dist', platform)
  const lock = path.join(miniapp, 'dist', `${platform}.lock`)
  mkdirSync(path.dirname(lock), { recursive: true })
  const deadline = Date.now() + BUILD_LIMIT_MS
  while (!isFresh(platform)) {
    if (Date.now() > deadline) throw new Error(`${platform} was not built within ${BUILD_LIMIT_MS / 1000} s`)
    if (!acquire(lock)) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      continue
    }
    try {
      if (!isFresh(platform)) await build(platform)
      // Nobody else builds now; sources saved meanwhile are the next run's.
      return output
    } finally {
      rmSync(lock, { force: true })
    }
  }
  return output
}

/** Always what goes to people, also where a test asks for it: test runners set `NODE_ENV`, and Taro builds by it. */
async function build(platform: 'weapp' | 'h5'): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' }
  try {
    await run('npm', ['run', platform], { cwd: miniapp, env, maxBuffer: 1 << 26 })
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string }
    throw new Error(`${platform} does not build:\n${stdout.slice(-3000)}`, { cause: error })
  }
}

/** The build dates its stamp with the moment it began. */
function isFresh(platform: 'weapp' | 'h5'): boolean {
  const stamp = statSync(path.join(miniapp, 'dist', `${platform}.built`), { throwIfNoEntry: false })
  if (!stamp) return false
  return SOURCES.every((source) => newestIn(path.join(repository, source)) < stamp.mtimeMs)
}

/** The latest modification under a path; tests are no part of a build. */
function newestIn(place: string): number {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return place.includes('.test.') ? 0 : stat.mtimeMs
  return Math.max(0, ...readdirSync(place).map((name) => newestIn(path.join(place, name))))
}

/** Takes the lock unless a living process has it. */
function acquire(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!isHolderAlive(lock)) rmSync(lock, { force: true })
    return false
  }
}

function isHolderAlive(lock: string): boolean {
  try {
    const holder = Number(readFileSync(lock, 'utf8'))
    // Just created and not yet written.
    if (!holder) return true
    process.kill(holder, 0)
    return true
  } catch {
    return false
  }
}
