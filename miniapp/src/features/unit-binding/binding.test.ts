import type { AffiliationView } from '@jijiao/shared/affiliations'
import { describe, expect, it } from 'vitest'
import { bindingOf } from './binding'

const make = (state: AffiliationView['state']) => ({ id: state, state }) as AffiliationView

describe('where a person stands with units', () => {
  it('is bound to one while another is asked', () => {
    const binding = bindingOf([make('pending'), make('active')])
    expect(binding).toMatchObject({ pending: { id: 'pending' }, active: { id: 'active' } })
  })

  it('shows a refusal until something newer stands, and a withdrawal is nothing newer', () => {
    expect(bindingOf([make('withdrawn'), make('refused')]).answer?.id).toBe('refused')
    expect(bindingOf([make('pending'), make('refused')]).answer).toBeUndefined()
  })

  it('shows the end of a binding', () => {
    expect(bindingOf([make('ended'), make('refused')])).toMatchObject({ active: undefined, answer: { id: 'ended' } })
  })
})
