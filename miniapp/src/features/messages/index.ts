export { Inbox } from './inbox'
export { NotifyOffer } from './notify-offer'
