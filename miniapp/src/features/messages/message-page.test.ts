import { MESSAGE_PAGES } from '@jijiao/shared/messages'
import { describe, expect, it } from 'vitest'
import { PAGES } from '../../routes'
import { targetOf } from './message-page'

describe('where a message leads', () => {
  it('is a page that exists, with what the message is about', () => {
    for (const page of MESSAGE_PAGES) {
      const target = targetOf({ link: { page, params: { classId: '1' } } })
      expect(Object.keys(PAGES)).toContain(target?.page)
    }
    expect(targetOf({ link: { page: 'class', params: { classId: '1' } } })).toEqual({
      page: 'myClass',
      query: { classId: '1' },
    })
  })

  it('is the record itself where the message names it', () => {
    expect(targetOf({ link: { page: 'myDishonesty', params: { recordId: '7' } } })?.page).toBe('dishonestyRecord')
    expect(targetOf({ link: { page: 'myDishonesty', params: {} } })?.page).toBe('myDishonesty')
  })

  it('is the import, the export, or the certificates that were counted again, when work in the background has ended', () => {
    expect(targetOf({ link: { page: 'job', params: { jobId: '1', importId: '2' } } })?.page).toBe('import')
    expect(targetOf({ link: { page: 'job', params: { jobId: '1', unitExportId: '3' } } })).toEqual({
      page: 'unitExports',
      query: {},
    })
    expect(targetOf({ link: { page: 'job', params: { jobId: '1' } } })).toEqual({
      page: 'certificateRecount',
      query: { jobId: '1' },
    })
  })

  it('is nowhere when it says so itself', () => {
    expect(targetOf({ link: null })).toBeNull()
  })
})
