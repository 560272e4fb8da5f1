import { factLabel } from '@jijiao/shared/audit-log'
import { expect, it } from 'vitest'
import { FACTS } from './facts'

it('has one word for each kind of change, and each has a name for the log', () => {
  expect(FACTS.filter((what, index) => FACTS.indexOf(what) !== index)).toEqual([])
  expect(FACTS.filter((what) => factLabel(what) === factLabel(''))).toEqual([])
})
