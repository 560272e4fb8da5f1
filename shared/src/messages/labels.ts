import type { MessageTopic } from './constants'

type MessageText = { readonly topic: MessageTopic; readonly title: string; readonly body: string }

/**
 * Everything the system tells people, and how. `{name}` is filled in by whoever sends it; a part in brackets is left out
 * when one of its names is empty. A new kind of message is a new line here.
 */
export const MESSAGE_TEXTS = {
  classCancelled: { topic: 'class', title: '培训班已取消', body: '“{className}”已取消[，说明：{note}]。' },
  classClosedPassed: {
    topic: 'class',
    title: '培训班已结班',
    body: '“{className}”已结班，您考核合格，获得 {hours} 学时。',
  },
  classClosedSubmitted: {
    topic: 'class',
    title: '培训班已结班',
    body: '“{className}”已结班，您考核合格，{hours} 学时已申报，等待认定。',
  },
  classClosedWithoutHours: {
    topic: 'class',
    title: '培训班已结班',
    body: '“{className}”已结班，您未获得学时[，原因：{reason}]。',
  },
  classReopened: { topic: 'class', title: '培训班已重新开班', body: '“{className}”已重新开班[，原因：{reason}]。' },
  enrolled: { topic: 'class', title: '您已被录入培训班', body: '“{className}”将于{startsOn}开班[，地点：{place}]。' },
  enrollmentWithdrawn: { topic: 'class', title: '您已不在培训班名单', body: '“{className}”已取消录入您。' },
  timetableChanged: { topic: 'class', title: '课程安排已更新', body: '“{className}”的课程安排已更新，请查看。' },
  sessionCancelled: {
    topic: 'class',
    title: '一次课已取消',
    body: '“{className}”{sessionTime}的课已取消[，原因：{reason}]。',
  },
  markCorrected: {
    topic: 'class',
    title: '考勤已更正',
    body: '“{className}”{sessionTime}的考勤更正为{mark}[，原因：{reason}]。',
  },
  lateScanAccepted: {
    topic: 'decision',
    title: '补传的签到已认可',
    body: '“{className}”{sessionTime}补传的签到已认可，考勤为{mark}。',
  },
  lateScanRefused: {
    topic: 'decision',
    title: '补传的签到未认可',
    body: '“{className}”{sessionTime}补传的签到未认可[，原因：{reason}]。',
  },
  leaveApproved: { topic: 'decision', title: '请假已批准', body: '“{className}”{sessionTime}的请假已批准。' },
  leaveRefused: {
    topic: 'decision',
    title: '请假未批准',
    body: '“{className}”{sessionTime}的请假未批准[，原因：{reason}]。',
  },
  affiliationConfirmed: { topic: 'decision', title: '绑定已通过', body: '{unit}已确认您的绑定。' },
  affiliationRefused: { topic: 'decision', title: '绑定未通过', body: '{unit}未同意您的绑定[，原因：{reason}]。' },
  affiliationEnded: { topic: 'decision', title: '绑定已解除', body: '您与{unit}的绑定已解除[，原因：{reason}]。' },
  affiliationMoved: {
    topic: 'decision',
    title: '单位已合并',
    body: '您所在的单位已并入{unit}，绑定自动转入，无需办理。',
  },
  traineeLeft: { topic: 'reminder', title: '有人离开单位', body: '{person}已离开本单位[，原因：{reason}]。' },
  traineeTransferred: {
    topic: 'reminder',
    title: '有人更换单位',
    body: '{person}已更换单位，如有异议请在十五天内提出。',
  },
  addedByUnit: {
    topic: 'decision',
    title: '单位已添加您',
    body: '{unit}已将您添加为本单位专业技术人员，如有误请提出异议。',
  },
  profileChangedByUnit: { topic: 'decision', title: '个人信息已修改', body: '{unit}修改了您的{fields}，请核对。' },
  affiliationDisputed: { topic: 'reminder', title: '有人对绑定提出异议', body: '{person}对绑定提出异议[：{reason}]。' },
  disputeDecided: { topic: 'decision', title: '异议已处理', body: '{unit}处理了您的异议：{outcome}[，{reason}]。' },
  planApproved: { topic: 'decision', title: '课程计划已通过', body: '“{planName}”已通过审核。' },
  planReturned: { topic: 'decision', title: '课程计划被退案', body: '“{planName}”被退案[，意见：{opinion}]。' },
  planRejected: { topic: 'decision', title: '课程计划未通过', body: '“{planName}”未通过审核[，意见：{opinion}]。' },
  roleApplicationApproved: { topic: 'decision', title: '角色申请已通过', body: '{unit}的角色申请已通过。' },
  roleApplicationReturned: {
    topic: 'decision',
    title: '角色申请被退回',
    body: '{unit}的角色申请被退回[，意见：{opinion}]。',
  },
  operatorInvited: { topic: 'decision', title: '邀请您担任经办人', body: '{unit}邀请您担任经办人，请在七天内答复。' },
  operatorAccepted: { topic: 'decision', title: '经办人已接受邀请', body: '{person}已接受担任经办人。' },
  operatorRefused: { topic: 'decision', title: '经办人已拒绝邀请', body: '{person}拒绝担任经办人。' },
  operatorInvitationLapsed: {
    topic: 'decision',
    title: '经办人邀请已失效',
    body: '{person}七天内未答复，邀请已失效。',
  },
  ownInvitationLapsed: {
    topic: 'decision',
    title: '经办人邀请已失效',
    body: '您七天内未答复{unit}的经办人邀请，邀请已失效；仍要担任请联系该单位重新邀请。',
  },
  operatorGrantsChanged: {
    topic: 'decision',
    title: '经办权限已调整',
    body: '{unit}已调整您的经办权限，现有权限：{grants}。',
  },
  operatorUnbound: { topic: 'decision', title: '经办人绑定已取消', body: '{unit}已取消您的经办人绑定[，{reason}]。' },
  recordRecognized: {
    topic: 'decision',
    title: '继续教育记录已认定',
    body: '“{courseName}”认定 {hours} 学时。',
  },
  recordReturned: {
    topic: 'decision',
    title: '继续教育记录被退案',
    body: '“{courseName}”被退案[，意见：{opinion}]，请修改后再提交。',
  },
  recordRejected: {
    topic: 'decision',
    title: '继续教育记录未认定',
    body: '“{courseName}”未认定[，意见：{opinion}]。',
  },
  recordRevoked: {
    topic: 'decision',
    title: '继续教育记录已撤销',
    body: '“{courseName}”的 {hours} 学时已撤销[，原因：{reason}]。',
  },
  yearReminder: { topic: 'reminder', title: '年度学时提醒', body: '{year} 年度{what}[（{unit}提醒）]。' },
  yearWillMiss: {
    topic: 'reminder',
    title: '有人年度学时不足',
    body: '{year} 年度学时 {deadline}截止，本单位有 {people} 人还不够，本次已提醒其中 {told} 人。',
  },
  certificateIssued: { topic: 'decision', title: '证书已生成', body: '{year} 年度继续教育证书已生成，编号 {number}。' },
  certificateSuperseded: {
    topic: 'decision',
    title: '证书已更新',
    body: '{year} 年度继续教育证书已重新生成，原编号 {number} 作废。',
  },
  certificateSuspended: {
    topic: 'decision',
    title: '证书已暂停使用',
    body: '{year} 年度继续教育证书 {number} 已暂停使用[，原因：{reason}]。',
  },
  certificateResumed: {
    topic: 'decision',
    title: '证书已恢复使用',
    body: '{year} 年度继续教育证书 {number} 已恢复使用。',
  },
  certificateRevoked: {
    topic: 'decision',
    title: '证书已作废',
    body: '{year} 年度继续教育证书 {number} 已作废[，原因：{reason}]。',
  },
  dishonestyRecorded: { topic: 'decision', title: '失信信息登记', body: '{organization}登记了一条关于您的失信信息。' },
  dishonestyEnforced: {
    topic: 'decision',
    title: '失信信息生效',
    body: '{organization}登记的关于您的失信信息已生效。',
  },
  dishonestyExpired: {
    topic: 'decision',
    title: '失信信息期满',
    body: '{organization}登记的关于您的失信信息已终止[，原因：{reason}]。',
  },
  dishonestyReplied: { topic: 'reminder', title: '有人提交申辩', body: '{subject}对失信信息提交了申辩，请查看。' },
  dishonestyRevoked: { topic: 'decision', title: '失信信息撤销', body: '{organization}撤销了一条关于您的失信信息。' },
  legacyUnitClaimed: {
    topic: 'reminder',
    title: '有单位认领旧系统数据',
    body: '{claimant}认领了本单位已接管的旧系统单位“{unit}”，待主管部门处理。',
  },
  legacyClaimGranted: {
    topic: 'decision',
    title: '旧系统单位认领已处理',
    body: '旧系统单位“{unit}”已归{claimant}[，意见：{opinion}]。',
  },
  legacyClaimRefused: {
    topic: 'decision',
    title: '旧系统单位认领已处理',
    body: '旧系统单位“{unit}”的认领未通过，仍归{holder}[，意见：{opinion}]。',
  },
  unitMerged: {
    topic: 'decision',
    title: '单位已合并',
    body: '{from}已并入{into}，原经办人的权限同时在{into}有效[，原因：{reason}]。',
  },
  exemptionGranted: { topic: 'decision', title: '学时减免', body: '{unit}准予您 {years} 年度减免学时（{label}）。' },
  exemptionRevoked: {
    topic: 'decision',
    title: '学时减免已撤销',
    body: '{unit}撤销了您 {years} 年度的学时减免（{label}）[，原因：{reason}]。',
  },
  approvalNudged: { topic: 'reminder', title: '有人催办', body: '{person}提醒您办理：{subject}。' },
  approvalHandedOver: {
    topic: 'reminder',
    title: '有待办转交给您',
    body: '{person}把“{subject}”转交给您[：{reason}]。',
  },
  dataRequestAsked: {
    topic: 'reminder',
    title: '有个人信息申请',
    body: '{person}申请{what}，请在十五个工作日内答复。',
  },
  dataRequestGranted: { topic: 'decision', title: '个人信息申请已同意', body: '您的{what}申请已同意[：{outcome}]。' },
  dataRequestRefused: { topic: 'decision', title: '个人信息申请未同意', body: '您的{what}申请未同意：{reason}。' },
  webhookDisabled: {
    topic: 'reminder',
    title: '数据推送已停用',
    body: '连续三天推送不到 {host}，已停用，请检查后重新启用。',
  },
  jobDone: { topic: 'reminder', title: '处理完成', body: '{subject}已处理完成，请查看结果。' },
  jobFailed: { topic: 'reminder', title: '处理未完成', body: '{subject}未能完成[：{reason}]。' },
} as const satisfies Readonly<Record<string, MessageText>>

export const MESSAGE_TOPIC_LABELS: Readonly<Record<MessageTopic, string>> = {
  class: '培训班通知',
  decision: '办理结果',
  reminder: '待办提醒',
}
