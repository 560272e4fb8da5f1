import type { ProfileView } from '@jijiao/shared/affiliations'
import { describe, expect, it } from 'vitest'
import { changesOf, inputOf, valuesOf } from './values'

const view: ProfileView = {
  id: 'a'.repeat(24),
  version: 3,
  residentId: '440106********0828',
  name: '林小满',
  sex: '2',
  birthDate: '1991-02-20',
  phone: '139****2082',
  education: '21',
  ethnicity: null,
  nativePlace: null,
  degree: '4',
  school: '华南理工大学',
  major: null,
  graduatedOn: null,
  workStartedOn: null,
  email: null,
  qualification: '083',
  qualifiedOn: null,
  profession: null,
  series: ['080'],
  regionCode: '440106',
  postalCode: null,
  address: null,
  isComplete: true,
  abilities: { save: true, ask: true },
}

describe('the form of a profile', () => {
  it('sends what is left empty as none: an empty line would be no date and no code', () => {
    const empty = { ...valuesOf(view), degree: '', school: '', qualification: '', regionCode: '', series: [] }
    expect(inputOf(empty, 3)).toMatchObject({
      version: 3,
      education: '21',
      degree: null,
      email: null,
      graduatedOn: null,
    })
  })

  it('sends a phone number only when a new one was typed, never the masked one', () => {
    expect(inputOf(valuesOf(view), 3)).not.toHaveProperty('phone')
    expect(inputOf({ ...valuesOf(view), phone: ' 13800000001 ' }, 3)).toMatchObject({ phone: '13800000001' })
  })

  it('keeps as a draft only what differs from what is saved', () => {
    const saved = valuesOf(view)
    expect(changesOf(saved, saved)).toEqual({})
    expect(changesOf(saved, { ...saved, school: '中山大学', series: ['080', '130'] })).toEqual({
      school: '中山大学',
      series: ['080', '130'],
    })
  })
})
