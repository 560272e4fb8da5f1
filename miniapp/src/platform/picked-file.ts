import type { FileToSend } from '@jijiao/shared/http'

export type PickedFile = FileToSend & { readonly sizeBytes: number }

/** From where a file is taken. A browser has one door for all of them. */
export type FilePlace = 'photo' | 'document'
