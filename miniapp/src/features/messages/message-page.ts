import type { MessagePage, MessageView } from '@jijiao/shared/messages'
import type { PageName } from '../../routes'

/** The page that a message leads to. */
const PAGE_OF: Readonly<Record<MessagePage, PageName>> = {
  class: 'myClass',
  checkIn: 'checkIn',
  myAffiliation: 'myUnit',
  myYear: 'myYear',
  myProfile: 'profile',
  myRecord: 'myRecord',
  myCertificate: 'myCertificate',
  myDishonesty: 'myDishonesty',
  myDataRequests: 'myDataRequests',
  operatorBindings: 'bindings',
  operators: 'operators',
  dishonesty: 'dishonesty',
  todo: 'toDo',
  trainee: 'trainee',
  standings: 'standings',
  plan: 'plan',
  planReview: 'plan',
  roleApplication: 'roleApplication',
  record: 'record',
  job: 'import',
}

type Target = { readonly page: PageName; readonly query: Readonly<Record<string, string>> }

export function targetOf({ link }: Pick<MessageView, 'link'>): Target | null {
  if (!link) return null
  if (link.page === 'job' && link.params.unitExportId !== undefined) return { page: 'unitExports', query: {} }
  // The other work of the background is a year's recount.
  if (link.page === 'job' && link.params.importId === undefined)
    return { page: 'certificateRecount', query: link.params }
  // Messages sent before records had addresses lead to the list.
  const isOneRecord = link.page === 'myDishonesty' && link.params.recordId !== undefined
  return { page: isOneRecord ? 'dishonestyRecord' : PAGE_OF[link.page], query: link.params }
}
