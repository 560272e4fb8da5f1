import { createHash } from 'node:crypto'
import { type Organization, organizationModel } from '@jijiao/api/features/organizations'
import { captchaMessage, leadingZeroBits } from '@jijiao/shared/accounts'
import type { ApiContract } from '@jijiao/shared/api/contract'
import type { OperationInput } from '@jijiao/shared/http'
import { vi } from 'vitest'
import type { TestApi } from './api'
import { uploadScan } from './files'
import { actFor, creditCodeOf, registerPerson, type TestPerson, type TestUnit } from './people'

/** Does the work that a captcha asks for. */
export async function solveCaptcha(api: TestApi) {
  const { challenge, difficultyBits } = await api.as().accounts.captcha()
  for (let count = 0; ; count += 1) {
    const solution = String(count)
    const digest = createHash('sha256').update(captchaMessage(challenge, solution)).digest()
    if (leadingZeroBits(digest) >= difficultyBits) return { challenge, solution }
  }
}

type Description = OperationInput<ApiContract['accounts']['describeUnit']>['body']

let last = 0

/** What somebody fills in for another unit each time. */
export function unitDescription(overrides: Partial<Description> = {}): Description {
  last += 1
  return {
    userName: `unit_${last}`,
    password: 'Danwei2580',
    name: `中山市第${last}小学`,
    certificateType: 'unifiedSocialCreditCode',
    certificateNumber: creditCodeOf(50_000_000 + last),
    regionCode: '442000',
    address: '中山市石岐区学院路 1 号',
    legalRepresentative: '林校长',
    ...overrides,
  }
}

/** Step 1, for a person who may not exist. */
export async function beginRegistration(api: TestApi, person: Pick<TestPerson, 'userName' | 'residentId'>) {
  const captcha = await solveCaptcha(api)
  const { version: noticeVersion } = await api.as().accounts.notice()
  const { userName, residentId } = person
  return api.as().accounts.beginUnitRegistration({ body: { userName, residentId, captcha, noticeVersion } })
}

/** The code that was texted last for a unit registration; it leaves after the answer. */
export async function textedCode(api: TestApi, phone: string, after = 0): Promise<string> {
  return vi.waitFor(
    () => {
      const codes = api.sentCodes.filter((sent) => sent.phone === phone)
      const code = codes.length > after ? codes.at(-1)?.code : undefined
      if (!code) throw new Error('no code has been texted yet')
      return code
    },
    { timeout: 10_000, interval: 10 },
  )
}

/** A unit with its own login, registered by somebody in the three steps. */
export async function registerUnit(api: TestApi, overrides: Partial<Description> = {}) {
  const person = await registerPerson(api)
  const { registrationId } = await beginRegistration(api, person)
  const params = { registrationId }
  const described = unitDescription(overrides)
  await api.as().accounts.describeUnit({ params, body: described })
  await api.as().accounts.sendUnitRegistrationCode({ params })
  const phoneCode = await textedCode(api, person.phone)
  const tokens = await api.as().accounts.completeUnitRegistration({ params, body: { phoneCode } })
  const organizationId = tokens.unitAccountOf?.organizationId ?? ''
  return { person, described, tokens, token: tokens.accessToken, organizationId }
}

/** A registered unit whose role application has been confirmed by somebody: its business is open. */
export async function registerOpenUnit(api: TestApi, overrides: Partial<Description> = {}) {
  const unit = await registerUnit(api, overrides)
  const { id, name, code, joinCode } = await organizationOf(api, unit.organizationId)
  const token = await actFor(api, await registerPerson(api), { id, name, code, joinCode })
  const application = { nature: 'publicInstitution', subordination: '40', contact: '张老师', address: '学院路 1 号' }
  const operator = api.as(token).organizations
  const { version } = await operator.saveRoleApplication({
    body: { version: 0, ...application, mobile: '13800004321', attachmentIds: [await uploadScan(api, token)] },
  })
  await operator.confirmRoleApplication({ body: { version } })
  return { ...unit, unit: { id, name, code, joinCode } satisfies TestUnit }
}

async function organizationOf(api: TestApi, id: string) {
  const found = await organizationModel(api.app.deps.db).findById(id).orFail().lean<Organization>()
  return { ...found, id }
}
