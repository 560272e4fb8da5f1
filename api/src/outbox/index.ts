export { type Message, messageModel, recipientKey, type WechatDelivery } from './message.model'
export { minuteInChina } from './minute'
export { DELIVER_MESSAGES, type Notice, noticesTo, noticeTo, notify } from './notify'
