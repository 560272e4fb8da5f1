/** Random bytes from the device's own generator, as lower-case hex. */
export async function randomHex(bytes: number): Promise<string> {
  const values = crypto.getRandomValues(new Uint8Array(bytes))
  return Array.from(values, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
