import { MESSAGE_PAGES } from '@jijiao/shared/messages'
import { describe, expect, it } from 'vitest'
import { PAGES } from '../../routes'
import { targetOf } from './message-page'

describe('where a message leads', () => {
  it('is a page that exists, with what the message is about', () => {
    for (const page of MESSAGE_PAGES) {
      const target = targetOf({ link: { page, params: { classId: '1' } } })
      if (target) expect(Object.keys(PAGES)).toContain(target.page)
    }
    expect(targetOf({ link: { page: 'class', params: { classId: '1' } } })).toEqual({
      page: 'myClass',
      query: { classId: '1' },
    })
  })

  it('is nowhere when it says so itself', () => {
    expect(targetOf({ link: null })).toBeNull()
  })
})
