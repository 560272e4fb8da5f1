import type { ReceivedFile } from '@jijiao/shared/http'
import Taro from '@tarojs/taro'
import { noAnswer } from './network-errors'
import type { FilePlace, PickedFile } from './picked-file'

/** The camera and the album, or a file of a chat: WeChat gives no other. */
export const FILE_PLACES = ['photo', 'document'] as const
const EXTENSIONS = { document: ['pdf', 'docx', 'xlsx', 'jpg', 'jpeg', 'png'], sheet: ['xlsx', 'csv'] }
const PICTURE = /\.(jpe?g|png)$/i
/** What WeChat's viewer does not open: it goes to a chat, such as the one with oneself, to be saved from there. */
const ARCHIVE = /\.zip$/i

const folder = () => Taro.env.USER_DATA_PATH ?? ''
const pathOf = (name: string) => `${folder()}/${name.replace(/[\\/:*?"<>|\s]+/g, '_')}`

/** Lets the person choose files; none where they go back. */
export async function pickFiles(place: FilePlace, most: number): Promise<readonly PickedFile[]> {
  try {
    return place === 'photo' ? await pickPhotos(most) : await pickDocuments(place, most)
  } catch (error) {
    if (((error as { errMsg?: string }).errMsg ?? '').includes('cancel')) return []
    throw error
  }
}

async function pickPhotos(most: number): Promise<readonly PickedFile[]> {
  const { tempFiles } = await Taro.chooseMedia({
    count: Math.min(most, 9),
    mediaType: ['image'],
    sourceType: ['album', 'camera'],
    sizeType: ['compressed'],
  })
  return tempFiles.map(({ tempFilePath, size }, index) => {
    const [extension = 'jpg'] = /[^.]+$/.exec(tempFilePath) ?? []
    return { name: `照片${index + 1}.${extension}`, source: tempFilePath, sizeBytes: size }
  })
}

async function pickDocuments(place: keyof typeof EXTENSIONS, most: number): Promise<readonly PickedFile[]> {
  const { tempFiles } = await Taro.chooseMessageFile({ count: most, type: 'file', extension: EXTENSIONS[place] })
  return tempFiles.map(({ name, path, size }) => ({ name, source: path, sizeBytes: size }))
}

/** The same file under its own name; where the phone has no room for it, the file as it is. */
export function namedCopy(path: string, name: string): Promise<string> {
  return new Promise((resolve) => {
    const destPath = pathOf(name)
    Taro.getFileSystemManager().copyFile({
      srcPath: path,
      destPath,
      success: () => resolve(destPath),
      fail: () => resolve(path),
    })
  })
}

/** Shows a file that the server has sent; WeChat's viewer can pass it on and save it. */
export async function openFile({ name, content }: ReceivedFile): Promise<void> {
  const filePath = pathOf(name)
  await new Promise<void>((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({
      filePath,
      data: content.slice().buffer,
      success: () => resolve(),
      fail: reject,
    })
  })
  if (ARCHIVE.test(name)) await Taro.shareFileMessage({ filePath, fileName: name })
  else await show(filePath)
}

/** Shows a file at an address that needs no sign-in. */
export async function openFileAt(url: string, fileName: string): Promise<void> {
  await show(await namedCopy(await download(url), fileName))
}

async function show(filePath: string): Promise<void> {
  if (PICTURE.test(filePath)) await Taro.previewImage({ urls: [filePath] })
  else await Taro.openDocument({ filePath, showMenu: true })
}

async function download(url: string): Promise<string> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url }).catch((error: unknown) => {
    throw noAnswer(error)
  })
  if (statusCode !== 200) throw new Error(`the file was refused with ${statusCode}`)
  return tempFilePath
}

/** `denied`: the person has refused before; WeChat asks again only in its settings. */
export type Saving = 'saved' | 'denied' | 'failed'

export const HAS_ALBUM = true

export async function savePictureAt(url: string, _fileName: string): Promise<Saving> {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath: await download(url) })
    return 'saved'
  } catch (error) {
    const message = (error as { errMsg?: string }).errMsg ?? ''
    return /auth deny|auth denied|authorize/.test(message) ? 'denied' : 'failed'
  }
}
