import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Everything but the public internet: loopback, private and link-local networks, clouds' metadata, tunnels, examples. */
const INNER_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const
/** Within 2000::/3, outside of which nothing is public: Teredo, ORCHID, documentation, 6to4. */
const INNER_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const inner = new BlockList()
for (const [network, prefix] of INNER_V4) inner.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of INNER_V6) inner.addSubnet(network, prefix, 'ipv6')
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')

/** An IPv4 address in an IPv6 one (`::ffff:127.0.0.1`) lies outside 2000::/3 and is refused with all of its kind. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !inner.check(address, 'ipv4')
  return family === 6 && global.check(address, 'ipv6') && !inner.check(address, 'ipv6')
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/
export const isLoopback = (address: string) => LOOPBACK.test(address)

export class AddressRefused extends Error {}

/**
 * Resolves a name for a connection, which is then made to the very addresses that were looked at here: a name that
 * answers otherwise the second time gains nothing. One inner address among several refuses them all.
 */
export const guardedLookup =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const [first] = found
      if (!first || !found.every(({ address }) => isAllowed(address))) return callback(new AddressRefused(hostname), [])
      if (options.all) return callback(null, found)
      callback(null, first.address, first.family)
    })
  }
