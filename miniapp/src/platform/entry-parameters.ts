/** A page's query, with the parameters inside `q` (an encoded link) and `scene` (an encoded query) laid open. */
export function entryParameters(query: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = {}
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' && name !== 'q' && name !== 'scene') parameters[name] = decoded(value)
  }
  if (query.scene) Object.assign(parameters, parseQuery(decoded(query.scene)))
  if (query.q) Object.assign(parameters, linkParameters(decoded(query.q)))
  return parameters
}

/** The query of a link, whatever its server. */
export function linkParameters(link: string): Readonly<Record<string, string>> {
  const [, query = ''] = link.split('?', 2)
  return parseQuery(query.split('#', 1)[0] ?? '')
}

function parseQuery(query: string): Record<string, string> {
  const parameters: Record<string, string> = {}
  for (const pair of query.split('&')) {
    const [name = '', ...rest] = pair.split('=')
    if (name) parameters[decoded(name)] = decoded(rest.join('='))
  }
  return parameters
}

/** WeChat hands over some values encoded and some not; what cannot be decoded stays as it is. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
