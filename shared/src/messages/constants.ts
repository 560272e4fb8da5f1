/** The pages of the mini-program that a message may lead to; the client knows their addresses. */
export const MESSAGE_PAGES = [
  'class',
  'checkIn',
  'myAffiliation',
  'myYear',
  'myProfile',
  'myRecord',
  'myCertificate',
  'myDishonesty',
  'myDataRequests',
  'operatorBindings',
  'operators',
  'dishonesty',
  'todo',
  'trainee',
  'standings',
  'plan',
  'planReview',
  'roleApplication',
  'record',
  'job',
] as const
export type MessagePage = (typeof MESSAGE_PAGES)[number]

/** What a person consents to get through WeChat, each by a template of its own; WeChat asks for three at most. */
export const MESSAGE_TOPICS = ['class', 'decision', 'reminder'] as const
export type MessageTopic = (typeof MESSAGE_TOPICS)[number]

/** More unread messages than this are not counted: a badge shows `99+`. */
export const UNREAD_COUNT_LIMIT = 100
