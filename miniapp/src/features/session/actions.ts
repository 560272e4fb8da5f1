import type { SessionTokens } from '@jijiao/shared/accounts'
import { api, useSession } from '../../api'
import { DEVICE_NAME } from '../../platform/device-name'
import { wechatLoginCode } from '../../platform/login'
import { withCaptcha } from '../captcha'

const start = (session: SessionTokens) => useSession.getState().start(session)

type Credentials = { readonly userName: string; readonly password: string }
type Registration = Credentials & { readonly phone: string; readonly phoneCode: string }

export async function signIn(credentials: Credentials, noticeVersion: string): Promise<void> {
  const body = { ...credentials, noticeVersion, deviceName: DEVICE_NAME }
  start(await withCaptcha((captcha) => api.accounts.signIn({ body: { ...body, captcha } })))
}

export async function signInAsUnit(credentials: Credentials, noticeVersion: string): Promise<void> {
  const body = { ...credentials, noticeVersion, deviceName: DEVICE_NAME }
  start(await withCaptcha((captcha) => api.accounts.signInAsUnit({ body: { ...body, captcha } })))
}

/** The last step of a unit's registration: signed in as the unit. */
export async function completeUnitRegistration(registrationId: string, phoneCode: string): Promise<void> {
  const body = { phoneCode, deviceName: DEVICE_NAME }
  start(await api.accounts.completeUnitRegistration({ params: { registrationId }, body }))
}

export async function register(registration: Registration, noticeVersion: string): Promise<void> {
  start(await api.accounts.register({ body: { ...registration, noticeVersion, deviceName: DEVICE_NAME } }))
}

/** Signs in by WeChat; the ticket is for binding where this WeChat has no account yet. */
export async function signInWithWechat(
  noticeVersion: string,
): Promise<{ readonly isSignedIn: true } | { readonly isSignedIn: false; readonly bindTicket: string }> {
  const code = await wechatLoginCode()
  const answer = await api.accounts.signInWithWechat({ body: { code, noticeVersion, deviceName: DEVICE_NAME } })
  if (answer.outcome === 'unbound') return { isSignedIn: false, bindTicket: answer.bindTicket }
  start(answer.tokens)
  return { isSignedIn: true }
}

export async function bindWechatAndSignIn(
  credentials: Credentials,
  bindTicket: string,
  noticeVersion: string,
): Promise<void> {
  const body = { ...credentials, bindTicket, noticeVersion, deviceName: DEVICE_NAME }
  start(await withCaptcha((captcha) => api.accounts.bindWechatAndSignIn({ body: { ...body, captcha } })))
}

/** Acts for an organization, or with null for oneself. */
export async function actAs(organizationId: string | null): Promise<void> {
  start(await api.accounts.actAs({ body: { organizationId } }))
}

export async function verifyRealName(name: string, residentId: string): Promise<void> {
  start(await api.accounts.verifyRealName({ body: { name, residentId } }))
}

/** Ends every sign-in of the account, this one among them. */
export async function signOutEverywhere(): Promise<void> {
  await api.accounts.signOutEverywhere()
  useSession.getState().end()
}

/** Ends the sign-in on this device, also where the server cannot be told. */
export async function signOut(): Promise<void> {
  try {
    await api.accounts.signOut()
  } finally {
    useSession.getState().end()
  }
}
