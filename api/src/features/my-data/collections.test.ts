import { DATA_KINDS } from '@jijiao/shared/my-data'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { collections } from '../../app'
import { collectionsOf } from '../../privacy/personal-data'
import { features } from '..'

/** What holds nothing that is about a person; a new collection stands here, with why, or in some feature's `personalData`. */
const IMPERSONAL: Readonly<Record<string, string>> = {
  Revocation: 'ids of sign-ins and bindings that have ended',
  Organization: 'units; their contact is a business contact that the unit keeps itself',
  RoleApplication: 'the same contact of a unit, applied for',
  UnitMerge: 'which unit became which',
  Course: 'the catalogue',
  RuleSetStamp: 'a number',
  CertificateKey: 'public keys',
  StandingSheet: 'counts of a unit',
  ReminderRound: 'how far the reminding of a unit has come',
  RecordTerm: 'names of courses and providers',
  ReasonTemplate: 'texts of a unit',
  ReviewRoute: 'which authorities review',
  LegacyUnit: 'units of the old system',
  LegacyClaim: 'units that claim one of them',
  SharedToken: "WeChat's token for the server",
  Webhook: 'addresses of a unit',
  WebhookDelivery: 'events about things by their ids, gone after thirty days',
  WebhookFactCursor: 'a place in the log',
  UnitExport: "a unit's own copy of what it holds, gone after days",
}

const lines = features.flatMap((feature) => feature.personalData ?? [])
const spokenFor = new Set(lines.flatMap(collectionsOf).map(({ modelName }) => modelName))
const stored = collections(features).map(({ modelName }) => modelName)

/** By what a document is somebody's; who last touched a thing of a unit is not enough. */
const OF_A_PERSON =
  /(^|\.)(traineeId|accountId|residentIdIndex|sealedResidentId|phoneIndex|sealedPhone|openId|uploadedBy|recipient)$/

describe('what is said of personal data', () => {
  it('speaks for every collection, or it is known why not', () => {
    expect(stored.filter((name) => !spokenFor.has(name) && !(name in IMPERSONAL))).toEqual([])
    expect(Object.keys(IMPERSONAL).filter((name) => spokenFor.has(name) || !stored.includes(name))).toEqual([])
  })

  it('leaves out no collection whose documents belong to a person', async () => {
    const db = mongoose.createConnection()
    const personal = collections(features).filter((collection) => {
      const paths = modelPaths(collection, db)
      return paths.some((path) => OF_A_PERSON.test(path))
    })
    await db.close()
    expect(personal.length).toBeGreaterThan(20)
    expect(personal.map(({ modelName }) => modelName).filter((name) => name in IMPERSONAL)).toEqual([])
  })

  it('has somebody who speaks for each kind', () => {
    expect(DATA_KINDS.filter((kind) => !lines.some((line) => line.kind === kind))).toEqual([])
  })
})

function modelPaths(collection: unknown, db: mongoose.Connection): string[] {
  // Of what is seeded the collection is not the model itself; its schema says nothing of persons.
  if (typeof collection !== 'function') return []
  const { schema } = (collection as (db: mongoose.Connection) => mongoose.Model<unknown>)(db)
  return Object.keys(schema.paths)
}
