import { openArchive } from './archive'
import { readCsv } from './csv'
import type { TableLimits } from './limits'
import { SheetRefusal } from './refusal'
import type { Table } from './table'
import { readWorkbook } from './workbook'

const startsWith = (bytes: Buffer, ...signature: number[]) => signature.every((byte, index) => bytes[index] === byte)

/** What a file is says its content, never its name. */
export async function parseSheet(bytes: Buffer, limits: TableLimits): Promise<Table> {
  if (bytes.length === 0) throw new SheetRefusal('empty')
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return readWorkbook(await openArchive(bytes), limits)
  // The container of old Excel files, and of new ones with a password.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new SheetRefusal(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'oldExcel')
  }
  return readCsv(bytes, limits)
}
