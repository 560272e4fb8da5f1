import path from 'node:path'
import { answer, type WxOptions } from './wx-answer'
import type { World } from './wx-api'

type Act = (options: WxOptions) => unknown

/** What WeChat's own viewer opens. */
const DOCUMENTS = ['.pdf', '.doc', '.docx', '.xls', '.xlsx', '.ppt', '.pptx']
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])
const JPEG = Buffer.from([0xff, 0xd8])
const MOST_TEMPLATES = 3

let last = 0

/** The parts of `wx` that have to do with files: camera, album, viewer, and their way to and from the server. */
export function createWxFiles(world: World): Readonly<Record<string, Act>> {
  const fileAt = (place: unknown): Buffer => {
    const file = world.files.get(String(place))
    if (!file) throw new Error(`no such file or directory, open "${String(place)}"`)
    return file
  }
  const keep = (bytes: Buffer, extension: string): string => {
    last += 1
    const place = `http://tmp/${last}${extension}`
    world.files.set(place, bytes)
    return place
  }
  const addressOf = (url: unknown): string => {
    if (!world.isOnline || !world.server) throw new Error('net::ERR_INTERNET_DISCONNECTED')
    const { pathname, search } = new URL(String(url))
    return world.server + pathname + search
  }

  return {
    chooseMedia: ({ count, mediaType }) => {
      if (!(mediaType as readonly string[]).includes('image')) throw new Error('only pictures are simulated')
      if (!world.photos) throw new Error('cancel')
      const tempFiles = world.photos.slice(0, Number(count)).map((bytes) => ({
        tempFilePath: keep(bytes, '.png'),
        size: bytes.length,
        fileType: 'image',
      }))
      return { type: 'image', tempFiles }
    },
    chooseMessageFile: ({ count, extension }) => {
      if (!world.documents) throw new Error('cancel')
      const offered = extension as readonly string[]
      const fitting = world.documents.filter(({ name }) => offered.includes(path.posix.extname(name).slice(1)))
      const tempFiles = fitting.slice(0, Number(count)).map(({ name, bytes }) => ({
        name,
        path: keep(bytes, path.posix.extname(name)),
        size: bytes.length,
        type: 'file',
      }))
      return { tempFiles }
    },
    shareFileMessage: ({ filePath, fileName }) => void world.shared.set(String(fileName), fileAt(filePath)),
    async uploadFile({ url, filePath, name, header }) {
      const address = addressOf(url)
      const form = new FormData()
      form.set(String(name), new Blob([new Uint8Array(fileAt(filePath))]), path.posix.basename(String(filePath)))
      const headers = header as Record<string, string>
      const response = await fetch(address, { method: 'POST', headers, body: form })
      return { statusCode: response.status, data: await response.text() }
    },
    async downloadFile({ url }) {
      if (world.breaksDownloads) throw new Error('net::ERR_CONNECTION_RESET')
      const response = await fetch(addressOf(url))
      const bytes = Buffer.from(await response.arrayBuffer())
      return { statusCode: response.status, tempFilePath: keep(bytes, '') }
    },
    openDocument: ({ filePath }) => {
      if (!DOCUMENTS.includes(path.posix.extname(String(filePath)))) throw new Error('filetype not supported')
      world.opened.push(fileAt(filePath))
    },
    saveImageToPhotosAlbum: ({ filePath }) => {
      if (!world.album.isAllowed) throw new Error('auth deny')
      const picture = fileAt(filePath)
      if (![PNG, JPEG].some((beginning) => picture.subarray(0, beginning.length).equals(beginning))) {
        throw new Error('invalid file type')
      }
      world.album.pictures.push(picture)
    },
    requestSubscribeMessage: ({ tmplIds }) => {
      const templates = tmplIds as readonly string[]
      if (!world.isTapped) throw new Error('can only be invoked by user TAP gesture')
      if (templates.length === 0 || templates.length > MOST_TEMPLATES)
        throw new Error('templates count is out of bounds')
      return Object.fromEntries(templates.map((template) => [template, world.subscribing]))
    },
  }
}

/** `wx.getFileSystemManager()`, as far as it copies and writes. */
export function fileSystemOf({ files }: World) {
  const act = (name: string, work: Act) => (options: WxOptions) => void answer(name, options, () => work(options))
  return {
    copyFile: act('copyFile', ({ srcPath, destPath }) => {
      const file = files.get(String(srcPath))
      if (!file) throw new Error(`no such file or directory, copyFile "${String(srcPath)}"`)
      files.set(String(destPath), file)
    }),
    writeFile: act('writeFile', ({ filePath, data }) => {
      files.set(String(filePath), Buffer.from(new Uint8Array(data as ArrayBuffer)))
    }),
  }
}
