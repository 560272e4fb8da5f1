import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import type { FileStore } from '.'

type S3Settings = {
  /** With the bucket: `https://bucket.cos.ap-guangzhou.myqcloud.com` or `https://host/bucket`. */
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly timeoutMs?: number
}

/** A line of 1 Mbit/s still gets a whole archive through. */
const SLOWEST_BYTES_PER_MS = 128

/** Any store that speaks S3 (AWS, Tencent COS, Aliyun OSS, MinIO), in a private bucket. */
export function createS3Store({ url, timeoutMs = 30_000, ...keys }: S3Settings): FileStore {
  const client = new AwsClient({ ...keys, service: 's3', retries: 2 })
  /** What it is timed for is the answer: the content that follows takes as long as it takes. */
  async function ask(method: string, key: string, more: RequestInit = {}, sentBytes = 0): Promise<Response> {
    const late = new AbortController()
    const tooLate = new Error(`the file store did not answer ${method} in time`)
    const timer = setTimeout(() => late.abort(tooLate), timeoutMs + sentBytes / SLOWEST_BYTES_PER_MS)
    try {
      return await client.fetch(`${url.replace(/\/$/, '')}/${encodeURIComponent(key)}`, {
        method,
        signal: late.signal,
        ...more,
      })
    } finally {
      clearTimeout(timer)
    }
  }
  const refuse = (method: string, response: Response): never => {
    throw new Error(`the file store answered ${method} with ${response.status}`)
  }
  type Content = { readonly body: Blob | Uint8Array<ArrayBuffer>; readonly length: number; readonly type: string }
  async function put(key: string, { body, length, type }: Content) {
    const headers = { 'content-type': type, 'content-length': String(length) }
    const response = await ask('PUT', key, { body, headers }, length)
    if (!response.ok) refuse('PUT', response)
  }
  return {
    put: (key, bytes, type) => put(key, { body: new Uint8Array(bytes), length: bytes.length, type }),
    async putFile(key, path, type) {
      const file = await openAsBlob(path)
      await put(key, { body: file, length: file.size, type })
    },
    async get(key) {
      const response = await ask('GET', key)
      if (response.status === 404) return null
      if (!response.ok || !response.body) return refuse('GET', response)
      return Readable.fromWeb(response.body as ReadableStream<Uint8Array>)
    },
    async remove(key) {
      const response = await ask('DELETE', key)
      if (!response.ok && response.status !== 404) refuse('DELETE', response)
    },
  }
}
