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
} as const

export type PageName = keyof typeof PAGES

/** The pages of the tab bar. */
export const TAB_PAGES = ['home', 'study', 'messages', 'me'] as const satisfies readonly PageName[]
