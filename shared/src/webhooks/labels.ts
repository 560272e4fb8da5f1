import type { DeliveryFault, WebhookEvent } from './constants'
import type { DeliveryState, WebhookState } from './lifecycle'

export const WEBHOOK_EVENT_LABELS: Readonly<Record<WebhookEvent, string>> = {
  'class.opened': '培训班开班',
  'class.closed': '培训班结班',
  'class.reopened': '培训班撤销结班',
  'class.cancelled': '培训班取消',
  'record.recognized': '继续教育记录已认定',
  'record.superseded': '继续教育记录已更正',
  'record.revoked': '继续教育记录已撤销',
  'certificate.issued': '证书已生成',
  'certificate.superseded': '证书已更换',
  'certificate.suspended': '证书已暂停',
  'certificate.resumed': '证书已恢复',
  'certificate.revoked': '证书已作废',
  'affiliation.confirmed': '人员已绑定',
  'affiliation.ended': '人员已离开',
  'plan.approved': '课程计划已通过',
  'plan.returned': '课程计划被退案',
  'plan.rejected': '课程计划被结案',
}

/** A delivery may be a test. */
export const webhookEventLabel = (event: string): string =>
  (WEBHOOK_EVENT_LABELS as Readonly<Record<string, string>>)[event] ?? '测试推送'

export const WEBHOOK_STATE_LABELS: Readonly<Record<WebhookState, string>> = { active: '已启用', disabled: '已停用' }

export const DELIVERY_STATE_LABELS: Readonly<Record<DeliveryState, string>> = {
  waiting: '等待推送',
  delivered: '已送达',
  failed: '未送达',
}

export const DELIVERY_FAULT_LABELS: Readonly<Record<DeliveryFault, string>> = {
  refusedStatus: '对方没有正常应答',
  addressRefused: '地址指向内部网络，不能推送',
  timedOut: '对方未在十秒内应答',
  unreachable: '连接不上对方',
}
