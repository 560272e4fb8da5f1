import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDiskStore, createS3Store, type FileStore } from '.'
import { type FakeS3, startFakeS3 } from './fake'

let folder: string
let s3: FakeS3
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jijiao-store-'))
  s3 = await startFakeS3({ accessKeyId: 'key', secretAccessKey: 'secret', region: 'ap-guangzhou' })
})
afterAll(async () => {
  await s3.stop()
  await rm(folder, { recursive: true, force: true })
})

const KEY = 'a1b2c3d4e5f6a7b8c9d0'
const s3Store = (secretAccessKey = 'secret') =>
  createS3Store({ url: `${s3.url}/files`, region: 'ap-guangzhou', accessKeyId: 'key', secretAccessKey })

describe.each<[string, () => FileStore]>([
  ['a folder', () => createDiskStore(folder)],
  ['a bucket', () => s3Store()],
])('files in %s', (_, open) => {
  it('come back as they were kept, until they are removed', async () => {
    const store = open()
    const bytes = Buffer.from('证书扫描件')
    await store.put(KEY, bytes, 'application/pdf')
    const stream = await store.get(KEY)
    expect(stream && (await buffer(stream))).toEqual(bytes)
    await store.put(KEY, Buffer.from('again'), 'application/pdf')
    const again = await store.get(KEY)
    expect(again && String(await buffer(again))).toBe('again')
    const path = join(folder, 'large')
    const large = Buffer.alloc(3_000_000, '大')
    await writeFile(path, large)
    await store.putFile(KEY, path, 'application/zip')
    const kept = await store.get(KEY)
    expect(kept && (await buffer(kept)).equals(large)).toBe(true)
    await store.remove(KEY)
    await store.remove(KEY)
    expect(await store.get(KEY)).toBeNull()
  })
})

describe('a folder', () => {
  it('is never left by a key, and keeps no half a file', async () => {
    const store = createDiskStore(folder)
    for (const key of ['../../etc/passwd', 'a/b', '', 'A'.repeat(20)]) {
      await expect(store.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow('not a key')
    }
    await store.put(KEY, Buffer.from('x'), 'text/plain')
    expect(await readdir(join(folder, KEY.slice(0, 2)))).toEqual([KEY])
  })
})

describe('a bucket', () => {
  it('refuses a wrong signature, and the error names no secret', async () => {
    const refused: unknown = await s3Store('wrong-secret')
      .put(KEY, Buffer.from('x'), 'text/plain')
      .catch((error: unknown) => error)
    expect(String(refused)).toContain('403')
    expect(String((refused as Error).stack)).not.toContain('wrong-secret')
  })
})
