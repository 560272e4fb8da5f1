import type { Kind, Thing } from './thing'
import { affiliationThings } from './things/affiliations'
import { certificateThings } from './things/certificates'
import { classThings } from './things/classes'
import { dishonestyThings } from './things/dishonesty'
import { exemptionThings } from './things/exemptions'
import { legacyThings } from './things/legacy'
import { myDataThings } from './things/my-data'
import { ownThings } from './things/own'
import { planThings } from './things/plans'
import { recordThings } from './things/records'
import { unitExportThings } from './things/unit-exports'
import { unitThings } from './things/units'
import { webhookThings } from './things/webhooks'
import type { World } from './world'

const THINGS = {
  ...unitThings,
  ...affiliationThings,
  ...classThings,
  ...planThings,
  ...recordThings,
  ...certificateThings,
  ...dishonestyThings,
  ...ownThings,
  ...myDataThings,
  ...legacyThings,
  ...exemptionThings,
  ...webhookThings,
  ...unitExportThings,
}
export type ThingKind = keyof typeof THINGS
export const THING_KINDS = Object.keys(THINGS) as ThingKind[]

export const statesOf = (kind: ThingKind): readonly string[] => THINGS[kind].states

let count = 0

export async function makeThing(world: World, kind: ThingKind, state: string): Promise<Thing> {
  count += 1
  const one: Kind = THINGS[kind]
  const made = await one.make(world, state, count)
  return { id: String(made.id), version: made.version ?? 0 }
}
