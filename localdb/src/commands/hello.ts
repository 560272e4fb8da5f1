import { SESSION_TIMEOUT_MINUTES } from '../transactions/sessions'
import type { Document } from '../values/document'
import { MAX_DOCUMENT_BYTES, MAX_MESSAGE_BYTES } from '../wire/message'

export const HELLO_NAMES = ['hello', 'isMaster', 'ismaster']
export const SET_NAME = 'rs0'

/** Wire version of MongoDB 7.0. */
const MAX_WIRE_VERSION = 21

/** The primary of a replica set of one; without `topologyVersion`, so that drivers poll and do not wait for changes. */
export function hello(address: string, connectionId: number): Document {
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    secondary: false,
    setName: SET_NAME,
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: SESSION_TIMEOUT_MINUTES,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  }
}
