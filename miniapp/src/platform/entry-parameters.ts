/**
 * The parameters that a page was opened with: its query, the query inside `scene` (of a mini-program code), and `q`,
 * the link that WeChat's scanner read. All decoded: WeChat hands some over encoded and some not.
 */
export function entryParameters(
  query: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const parameters: Record<string, string> = {}
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' && name !== 'scene') parameters[name] = decoded(value)
  }
  for (const pair of decoded(query.scene ?? '').split('&')) {
    const [name = '', ...value] = pair.split('=')
    if (name && value.length) parameters[name] = value.join('=')
  }
  return parameters
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
