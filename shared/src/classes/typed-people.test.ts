import { describe, expect, it } from 'vitest'
import { typedPeople } from './typed-people'

const ON = new Date('2026-06-01T00:00:00Z')
const [ID, OTHER] = ['11010519491231002X', '442000200002290129']
const peopleOf = (list: string) => typedPeople(list, ON).map(({ person }) => person)
const faultOf = (line: string) => typedPeople(line, ON)[0]?.fault ?? null

describe('a typed list of people', () => {
  it.each([
    ['spaces', `陈静  ${ID}`],
    ['a tab', `陈静\t${ID}`],
    ['a comma', `陈静,${ID}`],
    ['a Chinese comma', `陈静，${ID}`],
    ['nothing', `陈静${ID}`],
    ['full-width characters', '陈静　１１０１０５１９４９１２３１００２ｘ'],
    ['a number in groups', '陈静 110105 19491231 002x'],
    ['invisible characters of an address book', `陈静 \u202d${ID}\u202c`],
  ])('takes %s between the name and the number', (_, line) => {
    expect(peopleOf(line)).toEqual([{ name: '陈静', residentId: ID }])
  })

  it('keeps the order, leaves out empty lines and keeps names of several parts', () => {
    const list = `\n 买买提·艾力 ${ID}\r\n\r\n  Anna Maria, ${OTHER}  \n`
    expect(peopleOf(list)).toEqual([
      { name: '买买提·艾力', residentId: ID },
      { name: 'Anna Maria', residentId: OTHER },
    ])
    expect(peopleOf(' \n\n')).toEqual([])
  })

  it('says of each line what is wrong and gives it back as it was typed', () => {
    const [good, bad] = typedPeople(`陈静 ${ID}\n李明，44190019990101001Ｘ`, ON)
    expect(good).toMatchObject({ fault: null })
    expect(bad).toEqual({
      text: '李明，44190019990101001Ｘ',
      title: '李明',
      person: null,
      fault: expect.stringContaining('校验不通过'),
    })
    expect(typedPeople('44190019990101001X', ON)).toMatchObject([{ title: '44190019…' }])
    expect(faultOf('陈静')).toContain('先写姓名')
    expect(faultOf(ID)).toContain('先写姓名')
    expect(faultOf(`${ID} 陈静`)).toContain('先写姓名')
    expect(faultOf('陈静 1101051949')).toContain('18 位')
    expect(faultOf('陈静 441900199902300014')).toContain('出生日期')
    expect(faultOf(`${'长'.repeat(51)} ${ID}`)).toContain('50')
  })
})
