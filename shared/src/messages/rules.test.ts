import { describe, expect, it } from 'vitest'
import { MESSAGE_TEXTS } from './labels'
import { fillMessage } from './rules'

describe('the text of a message', () => {
  it('is filled in, without the parts that nothing was given for', () => {
    expect(fillMessage('affiliationRefused', { unit: '第一中学', reason: '不是本校教师' })).toBe(
      '第一中学未同意您的绑定，原因：不是本校教师。',
    )
    expect(fillMessage('affiliationRefused', { unit: '第一中学', reason: null })).toBe('第一中学未同意您的绑定。')
    expect(fillMessage('recordRecognized', { courseName: '工程伦理', hours: 0 })).toBe('“工程伦理”认定 0 学时。')
  })

  it('says days as people do, and one stop where a reason brings its own', () => {
    const given = { className: '师德专题班', startsOn: '2026-03-09', place: null }
    expect(fillMessage('enrolled', given)).toBe('“师德专题班”将于2026年3月9日开班。')
    expect(fillMessage('recordReturned', { courseName: '论坛', opinion: '请上传通知。' })).toBe(
      '“论坛”被退案，意见：请上传通知，请修改后再提交。',
    )
  })

  it('takes what it is given as text, not as another pattern', () => {
    expect(fillMessage('classCancelled', { className: '{note}$&', note: '[{className}]' })).toBe(
      '“{note}$&”已取消，说明：[{className}]。',
    )
  })

  it('has a title that fits WeChat’s twenty characters', () => {
    for (const { title } of Object.values(MESSAGE_TEXTS)) expect([...title].length).toBeLessThanOrEqual(20)
  })
})
