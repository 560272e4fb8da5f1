import type { FileToSend } from '@jijiao/shared/http'

export type PickedFile = FileToSend & { readonly sizeBytes: number }

/** From where a file is taken; a browser has one door for all of them. `sheet`: a table to be read by the server. */
export type FilePlace = 'photo' | 'document' | 'sheet'
