import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
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

  it('gives a large file the time that it takes, both ways, but does not wait for an answer for ever', async () => {
    const large = Buffer.alloc(3_000_000, '大')
    const timeoutMs = 100
    const server = createServer((request, response) => {
      const isLarge = Number(request.headers['content-length'] ?? 0) >= large.length
      if (request.method === 'GET') {
        response.writeHead(200).write(large.subarray(0, 1_000))
        setTimeout(() => response.end(large.subarray(1_000)), 3 * timeoutMs)
      } else if (isLarge) setTimeout(() => request.resume().once('end', () => response.end()), 3 * timeoutMs)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`
    const store = createS3Store({
      url,
      timeoutMs,
      region: 'ap-guangzhou',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
    })
    const path = join(folder, 'slow')
    await writeFile(path, large)
    await store.putFile(KEY, path, 'application/zip')
    const kept = await store.get(KEY)
    expect(kept && (await buffer(kept)).equals(large)).toBe(true)
    await expect(store.put(KEY, Buffer.from('x'), 'text/plain')).rejects.toThrow('did not answer PUT in time')
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
