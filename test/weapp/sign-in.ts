import type { TestPerson } from '../support/people'
import type { Weapp } from './launch'

/** Signs in by user name and password, from any page that offers it. */
export async function signIn(app: Weapp, person: Pick<TestPerson, 'userName' | 'password'>): Promise<void> {
  await app.tap('登录')
  await app.tap('用户名和密码登录')
  await typeCredentials(app, person)
  await app.tap('登录')
  await leftSignIn(app)
}

export async function typeCredentials(app: Weapp, { userName, password }: Pick<TestPerson, 'userName' | 'password'>) {
  await app.input('用户名', userName)
  await app.input('密码', password)
  await app.tap('我已清楚了解')
}

export const leftSignIn = (app: Weapp) =>
  app.until(() => app.route() !== 'pages/sign-in/index', 'leaving the sign-in page')

/** Chooses the unit to act for, among the person's identities. */
export async function actFor(app: Weapp, unitName: string): Promise<void> {
  app.relaunch('/pages/me/index')
  await app.tap(`${unitName}以经办人身份`)
  await app.seesText(`正在为“${unitName}”办理业务`)
}
