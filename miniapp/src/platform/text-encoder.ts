/** UTF-8, for libraries that expect it: WeChat has no `TextEncoder` of its own. The build puts it in its place. */
export class TextEncoder {
  encode(text: string): Uint8Array {
    const bytes: number[] = []
    const encoded = encodeURIComponent(text)
    for (let index = 0; index < encoded.length; index++) {
      if (encoded[index] === '%') {
        bytes.push(Number.parseInt(encoded.slice(index + 1, index + 3), 16))
        index += 2
      } else bytes.push(encoded.charCodeAt(index))
    }
    return Uint8Array.from(bytes)
  }
}
