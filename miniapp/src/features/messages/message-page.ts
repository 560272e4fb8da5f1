import type { MessagePage, MessageView } from '@jijiao/shared/messages'
import type { PageName } from '../../routes'

/** The page that a message leads to; null where there is none for it on this device. */
const PAGE_OF: Readonly<Record<MessagePage, PageName | null>> = {
  class: 'myClass',
  checkIn: 'checkIn',
  myAffiliation: 'myUnit',
  myProfile: 'profile',
  myRecord: 'myRecord',
  myCertificate: 'myCertificate',
  myDishonesty: 'myDishonesty',
  operatorBindings: 'bindings',
  todo: 'home',
  trainee: null,
  plan: 'plan',
  planReview: 'plan',
  roleApplication: 'roleApplication',
  record: null,
  job: null,
}

type Target = { readonly page: PageName; readonly query: Readonly<Record<string, string>> }

export function targetOf({ link }: Pick<MessageView, 'link'>): Target | null {
  const page = link && PAGE_OF[link.page]
  return link && page ? { page, query: link.params } : null
}
