/** A file on its way to the API. `source` is what the transport knows how to send: a `Blob`, or a path in WeChat. */
export type FileToSend = { readonly name: string; readonly source: unknown }

/** A file as the API sent it. */
export type ReceivedFile = { readonly name: string; readonly type: string; readonly content: Uint8Array }
