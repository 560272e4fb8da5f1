import type { ReceivedFile } from '@jijiao/shared/http'
import type { PickedFile } from './picked-file'

/** A browser's chooser offers the camera as well as files. */
export const FILE_PLACES = ['document'] as const
const ACCEPTED = { document: 'image/jpeg,image/png,.pdf,.docx,.xlsx', sheet: '.xlsx,.csv' }
/** A new tab has read what it shows by then. */
const RELEASE_MS = 60_000

/** Lets the person choose files; none where they go back. */
export function pickFiles(place: keyof typeof ACCEPTED, most: number): Promise<readonly PickedFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = ACCEPTED[place]
    input.multiple = most > 1
    input.addEventListener('cancel', () => resolve([]))
    input.addEventListener('change', () =>
      resolve(
        [...(input.files ?? [])]
          .slice(0, most)
          .map((file) => ({ name: file.name, source: file, sizeBytes: file.size })),
      ),
    )
    input.click()
  })
}

/** Shows a file that the server has sent: saved by its name, since a tab opened after a request would be blocked. */
export async function openFile({ name, type, content }: ReceivedFile): Promise<void> {
  const url = URL.createObjectURL(new Blob([content.slice()], { type }))
  save(url, name)
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_MS)
}

/** Shows a file at an address that needs no sign-in. */
export async function openFileAt(url: string, fileName: string): Promise<void> {
  save(url, fileName)
}

function save(url: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.rel = 'noopener'
  link.click()
}

export type Saving = 'saved' | 'denied' | 'failed'

/** A browser has downloads instead of an album. */
export const HAS_ALBUM = false

export async function savePictureAt(url: string, fileName: string): Promise<Saving> {
  save(url, fileName)
  return 'saved'
}
