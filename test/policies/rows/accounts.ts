import { EVERYBODY, PERSONAL, REAL_NAME, SIGNED_IN } from '../personas'
import type { Input, Rows } from '../row'
import type { World } from '../world'

const NONE = 'A'.repeat(43)
const registration = { params: { registrationId: NONE } }
const credentials = ({ noticeVersion }: World): Input => ({
  body: { userName: 'nobody_here', password: 'Wrong2580', noticeVersion },
})
const proof = { phone: '13900009999', phoneCode: '000000', newPassword: 'Xuexi2581' }

export const accountRows: Rows = {
  notice: { may: EVERYBODY },
  sendPhoneCode: { may: EVERYBODY, input: () => ({ body: { phone: '13900009999' } }) },
  register: {
    may: EVERYBODY,
    input: ({ noticeVersion }) => ({
      body: {
        userName: 'new_here',
        password: 'Xuexi2580',
        phone: '13900009999',
        phoneCode: '000000',
        noticeVersion,
      },
    }),
  },
  me: { may: SIGNED_IN },
  verifyRealName: {
    may: PERSONAL,
    isOfSession: true,
    input: () => ({ body: { name: '陈静', residentId: '442000200002290129' } }),
  },
  changePassword: {
    may: SIGNED_IN,
    input: () => ({ body: { currentPassword: 'Wrong2580', newPassword: 'Xuexi2581' } }),
  },
  bindWechat: { may: PERSONAL, input: () => ({ body: { code: 'no-such-code' } }) },
  unbindWechat: { may: PERSONAL },
  signIn: { may: EVERYBODY, about: ['wrong_credentials', 'captcha_required'], input: credentials },
  refresh: { may: EVERYBODY, about: ['session_ended'], input: () => ({ body: { refreshToken: 'none' } }) },
  actAs: { may: REAL_NAME, isOfSession: true, input: () => ({ body: { organizationId: null } }) },
  signOut: { may: SIGNED_IN },
  signOutEverywhere: { may: SIGNED_IN, isThrowaway: true },
  listSessions: { may: SIGNED_IN },
  signInWithWechat: {
    may: EVERYBODY,
    input: ({ noticeVersion }) => ({ body: { code: 'no-such-code', noticeVersion } }),
  },
  bindWechatAndSignIn: {
    may: EVERYBODY,
    input: (world) => ({ body: { bindTicket: 'none', ...(credentials(world).body as object) } }),
  },
  recoverPassword: { may: EVERYBODY, input: () => ({ body: { userName: 'nobody_here', ...proof } }) },
  recoverAccount: { may: EVERYBODY, input: () => ({ body: { residentId: '11010519491231002X', ...proof } }) },
  captcha: { may: EVERYBODY },
  beginUnitRegistration: {
    may: EVERYBODY,
    input: ({ captcha, noticeVersion }) => ({
      body: { userName: 'nobody_here', residentId: '11010519491231002X', captcha, noticeVersion },
    }),
  },
  unitRegistration: { may: EVERYBODY, about: ['unit_registration_expired'], input: () => registration },
  describeUnit: {
    may: EVERYBODY,
    about: ['unit_registration_expired'],
    input: () => ({
      ...registration,
      body: {
        userName: 'unit_new',
        password: 'Danwei2580',
        name: '东莞市第一小学',
        certificateType: 'unifiedSocialCreditCode',
        certificateNumber: '12440000123456788B',
        regionCode: '441900',
        address: '东莞市学院路 1 号',
        legalRepresentative: '林校长',
      },
    }),
  },
  sendUnitRegistrationCode: { may: EVERYBODY, about: ['unit_registration_expired'], input: () => registration },
  completeUnitRegistration: {
    may: EVERYBODY,
    about: ['unit_registration_expired'],
    input: () => ({ ...registration, body: { phoneCode: '000000' } }),
  },
  signInAsUnit: { may: EVERYBODY, about: ['wrong_credentials', 'captcha_required'], input: credentials },
}
