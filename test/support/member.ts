import type { TestApi } from './api'
import { passYear } from './certificates'
import type { TestTrainee } from './classes'
import { createUnitWithOperator, registerPerson, type TestPerson } from './people'

export type Member = TestPerson & TestTrainee

/** A unit, and a person of it with an account, a whole profile, a WeChat, a year's records and a certificate. */
export async function unitWithMember(api: TestApi) {
  const { unit, token, operator } = await createUnitWithOperator(api)
  const staff = api.as(token)
  const person = await registerPerson(api)
  const wechatOpenId = `open-${person.accountId}`
  const me = api.as(person.token)
  await me.accounts.bindWechat({ body: { code: api.wechat.issueCode(wechatOpenId) } })
  const profile = {
    education: '21',
    school: '华南理工大学',
    address: '学院路一号',
    email: `${person.userName}@example.com`,
  }
  const { id } = await me.affiliations.saveProfile({ body: { version: 0, regionCode: '441900', ...profile } })
  const asked = await me.affiliations.ask({ body: { organizationId: unit.id } })
  await staff.affiliations.decide({ body: { ids: [asked.id], decision: 'confirm' } })
  const member: Member = { ...person, traineeId: String(id) }
  await passYear(api, unit, member)
  await staff.certificates.issue({ body: { year: 2025, traineeIds: [member.traineeId] } })
  const [certificate] = (await me.certificates.mine()).data
  if (!certificate) throw new Error('no certificate was issued')
  return { unit, token, operator, staff, member, me, certificate, wechatOpenId, profile }
}
