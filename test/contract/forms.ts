import fc from 'fast-check'
import { pdf, png } from '../support/files'

type Part = { readonly field: string; readonly name: string; readonly bytes: Buffer }

const part = (name: string, bytes: Buffer, field = 'file'): Part => ({ field, name, bytes })
const zipHead = Buffer.from('504b0304ffffffff', 'hex')

/** Real small files, and what has been tried in place of them. */
const FORMS: readonly (readonly Part[])[] = [
  [part('证件扫描件.pdf', pdf())],
  [part('一寸照.png', png())],
  [],
  [part('空.pdf', Buffer.alloc(0))],
  [part('../../etc/passwd', pdf())],
  [part(`${'长'.repeat(3_000)}.pdf`, pdf())],
  [part('\u202efdp.exe', pdf())],
  [part('页面.pdf', Buffer.from('<script>alert(1)</script>'))],
  [part('图.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))],
  [part('表.xlsx', zipHead)],
  [part('表.xlsx', Buffer.concat([zipHead, Buffer.alloc(4_000, 0xff)]))],
  [part('随机.jpg', Buffer.from('ffd8ffe0', 'hex'))],
  [part('一.pdf', pdf()), part('二.pdf', pdf())],
  [part('别处.pdf', pdf(), '__proto__')],
]

export const anyForm = fc.constantFrom(...FORMS).map((parts) => {
  const form = new FormData()
  for (const { field, name, bytes } of parts) form.append(field, new Blob([new Uint8Array(bytes)]), name)
  return form
})
