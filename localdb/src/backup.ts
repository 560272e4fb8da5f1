import { existsSync, realpathSync } from 'node:fs'
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { announced } from './presence'
import { LEASE_MS } from './storage/backups'
import { DATABASE_FILE, Sqlite } from './storage/sqlite'
import { WireClient } from './wire/client'

const CACHE_MB = 16

/**
 * Writes all data of the folder into one file, as of now; a server that runs on the folder goes on running. Must not
 * be called in the server's own process. Throws when the file exists, and DataFolderInUseError when a process that
 * cannot be reached has the folder.
 */
export async function backUp(folder: string, file: string): Promise<void> {
  const target = resolve(file)
  if (existsSync(target)) throw new Error(`${target} exists already; choose another name`)
  if (!existsSync(join(folder, DATABASE_FILE))) throw new Error(`there is no database in ${folder}`)
  await mkdir(dirname(target), { recursive: true })
  const partial = `${target}.part`
  await rm(partial, { force: true })
  const where = announced(folder)
  const client = where && (await WireClient.open(where.host, where.port))
  try {
    if (client) await copyFromServer(client, realpathSync(folder), partial)
    else copyAlone(folder, partial)
    await sync(partial)
    await rename(partial, target)
    await sync(dirname(target))
  } finally {
    client?.close()
    await rm(partial, { force: true })
  }
}

async function copyFromServer(client: WireClient, folder: string, target: string): Promise<void> {
  const { token, file } = await client.command({ localdbBackup: 'begin', data: folder })
  let renewal: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    renewal = client.command({ localdbBackup: 'renew', token })
    renewal.catch(() => {})
  }, LEASE_MS / 4)
  try {
    await copyFile(String(file), target)
  } finally {
    clearInterval(timer)
  }
  await renewal
  await client.command({ localdbBackup: 'end', token })
}

function copyAlone(folder: string, target: string): void {
  const sqlite = new Sqlite(folder, CACHE_MB)
  try {
    sqlite.copyTo(target)
  } finally {
    sqlite.close()
  }
}

/** Makes a data folder from a backup. Throws when the folder has a database already or the file is damaged. */
export async function restore(file: string, folder: string): Promise<void> {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`)
  const target = join(folder, DATABASE_FILE)
  if (existsSync(target)) throw new Error(`there is a database in ${folder} already; choose an empty folder`)
  await mkdir(folder, { recursive: true })
  const partial = join(folder, 'restoring')
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial)
  try {
    await copyFile(file, join(partial, DATABASE_FILE))
    checkCopy(file, partial)
    await sync(join(partial, DATABASE_FILE))
    await rename(join(partial, DATABASE_FILE), target)
    await sync(folder)
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

function checkCopy(file: string, folder: string): void {
  let damage: string | undefined
  try {
    const sqlite = new Sqlite(folder, CACHE_MB)
    damage = sqlite.findDamage()
    sqlite.close()
  } catch (error) {
    damage = (error as Error).message
  }
  if (damage) throw new Error(`${file} is not a sound backup: ${damage}`)
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
