import { closeSync, fdatasyncSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { encode } from '../src/values/encode'

export interface RawRates {
  insertSynced: number
  insertUnsynced: number
  read: number
}

/** The same inserts and reads straight on libsql: a document, a unique and a compound index, one commit each. */
export async function measureRaw(
  folder: string,
  seconds: number,
  documentFor: (call: number) => Record<string, unknown>,
): Promise<RawRates> {
  mkdirSync(folder, { recursive: true })
  const database = new Database(join(folder, 'raw.sqlite'))
  database.pragma('locking_mode=EXCLUSIVE')
  database.pragma('journal_mode=WAL')
  database.pragma('synchronous=NORMAL')
  database.exec('create table documents(id integer primary key, doc blob not null)')
  database.exec('create table by_key(k blob primary key, id integer not null) without rowid')
  database.exec('create table by_session(k text, at integer, id integer, primary key(k, at, id)) without rowid')
  const document = database.prepare('insert into documents values(?,?)')
  const key = database.prepare('insert into by_key values(?,?)')
  const session = database.prepare('insert into by_session values(?,?,?)')
  const find = database.prepare('select doc from by_key join documents using (id) where k=?')
  const keyOf = (call: number) => {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleBE(call)
    return bytes
  }
  let inserted = 0
  const insert = () => {
    const value = documentFor(++inserted)
    database.exec('begin')
    document.run([inserted, encode(value)])
    key.run([keyOf(inserted), inserted])
    session.run([String(value.session), Number(value.at), inserted])
    database.exec('commit')
  }
  const rate = (work: () => void) => {
    const startedAt = performance.now()
    let calls = 0
    while (performance.now() < startedAt + seconds * 1000) {
      work()
      calls++
    }
    return Math.round((calls / (performance.now() - startedAt)) * 1000)
  }
  const log = openSync(join(folder, 'raw.sqlite-wal'), 'r+')
  const insertUnsynced = rate(insert)
  const insertSynced = rate(() => {
    insert()
    fdatasyncSync(log)
  })
  let at = 0
  const read = rate(() => {
    find.get([keyOf(1 + (at++ % inserted))])
  })
  closeSync(log)
  database.close()
  return { insertSynced, insertUnsynced, read }
}
