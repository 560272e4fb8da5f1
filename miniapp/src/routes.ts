/** Every page and its path: the same in WeChat and, below the server's address, in a browser. */
export const PAGES = {
  home: '/pages/home/index',
  study: '/pages/study/index',
  messages: '/pages/messages/index',
  me: '/pages/me/index',
  signIn: '/pages/sign-in/index',
  register: '/pages/register/index',
  checkIn: '/pages/check-in/index',
  realName: '/pages/real-name/index',
  myUnit: '/packages/trainee/my-unit/index',
  findUnit: '/packages/trainee/find-unit/index',
  joinUnit: '/packages/trainee/join-unit/index',
  profile: '/packages/trainee/profile/index',
  myClass: '/packages/trainee/my-class/index',
  myAttendance: '/packages/trainee/my-attendance/index',
  requests: '/packages/staff/requests/index',
  joinCode: '/packages/staff/join-code/index',
  classes: '/packages/staff/classes/index',
  class: '/packages/staff/class/index',
  classForm: '/packages/staff/class-form/index',
  enrollment: '/packages/staff/enrollment/index',
  rollCalls: '/packages/staff/roll-calls/index',
  planRollCall: '/packages/staff/plan-roll-call/index',
  rollCall: '/packages/staff/roll-call/index',
  checkInCode: '/packages/staff/check-in-code/index',
  roll: '/packages/staff/roll/index',
} as const

export type PageName = keyof typeof PAGES

/** The pages of the tab bar. */
export const TAB_PAGES = ['home', 'study', 'messages', 'me'] as const satisfies readonly PageName[]
