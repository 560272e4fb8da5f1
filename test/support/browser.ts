import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** Test machines are often root in a container, where Chromium's own sandbox cannot start. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-sync']
const START_LIMIT_MS = 60_000

const decompress = promisify(brotliDecompress)
const run = promisify(execFile)

/**
 * The Chromium that tests drive: the system's own where there is one, otherwise the one inside `@sparticuz/chromium`,
 * so that any Linux will do. The packaged one has no Chinese fonts: pages work, pictures of them show boxes.
 */
export async function launchBrowser(which: 'system' | 'packaged' | 'any' = 'any'): Promise<Browser> {
  const system = which === 'packaged' ? undefined : SYSTEM_BROWSERS.find((file) => existsSync(file))
  if (!system && which === 'system') throw new Error(`no browser at ${SYSTEM_BROWSERS.join(', ')}`)
  // Elsewhere than on Linux the packaged one does not run, but people have Chrome.
  const options: LaunchOptions = system
    ? { executablePath: system }
    : process.platform === 'linux'
      ? await packagedBrowser()
      : { channel: 'chrome' }
  return chromium.launch({ ...options, args: ARGUMENTS, headless: true, timeout: START_LIMIT_MS })
}

/**
 * Unpacked once a machine and version. The package's own unpacking takes a file that a killed run has left half written
 * for whole, leaves out the libraries (NSS, expat) that a bare Linux lacks, and its arguments put all of Chromium into
 * one process, which ends with the first window that is closed.
 */
async function packagedBrowser(): Promise<LaunchOptions> {
  const packageRoot = path.resolve(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../../..')
  const { version } = JSON.parse(await readFile(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  const home = path.join(tmpdir(), `jijiao-chromium-${version}`)
  if (!existsSync(home)) await unpack(path.join(packageRoot, 'bin'), home)
  const hasFonts = existsSync('/etc/fonts/fonts.conf')
  return {
    executablePath: path.join(home, 'chromium'),
    env: {
      HOME: home,
      LD_LIBRARY_PATH: path.join(home, 'lib'),
      ...(hasFonts ? {} : { FONTCONFIG_PATH: home }),
    },
  }
}

/** Into a folder beside the wanted one, which gets its name when it is complete. */
async function unpack(bin: string, home: string): Promise<void> {
  const directory = await mkdtemp(`${home}-`)
  try {
    await writeFile(path.join(directory, 'chromium'), await decompress(await readFile(path.join(bin, 'chromium.br'))))
    await chmod(path.join(directory, 'chromium'), 0o755)
    for (const name of ['al2023', 'fonts']) {
      const archive = path.join(directory, `${name}.tar`)
      await writeFile(archive, await decompress(await readFile(path.join(bin, `${name}.tar.br`))))
      await run('tar', ['-xf', archive, '-C', directory])
      await rm(archive)
    }
    await mkdir(path.join(directory, '.cache'), { recursive: true })
    await writeFile(path.join(directory, 'fonts.conf'), fontConfiguration(path.join(home, 'fonts'), home))
    await rename(directory, home)
  } catch (error) {
    await rm(directory, { recursive: true, force: true })
    // Another process was faster.
    if (!existsSync(home)) throw error
  }
}

const fontConfiguration = (fonts: string, home: string) =>
  `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${path.join(home, '.cache')}</cachedir></fontconfig>`
