import {
  type ClosureObstacle,
  type ConsentPurpose,
  type DataDisposal,
  type DataKind,
  LOCATION_NOTICE_VERSIONS,
  type RefusalGround,
} from './constants'
import type { DataRequestKind, DataRequestState } from './lifecycle'

/** What a person is told of a kind of data. */
export type DataNote = {
  readonly label: string
  readonly purpose: string
  readonly basis: string
  readonly retention: string
  readonly visibleTo: string
  readonly disposal: DataDisposal
}

const CONTRACT = '为您提供账号和办理业务所必需（《个人信息保护法》第十三条第一款第二项）'
const DUTY = '履行继续教育管理的法定职责（《个人信息保护法》第十三条第一款第三项、《专业技术人员继续教育规定》）'
const SECURITY = '保障网络和账号安全的法定义务（《网络安全法》第二十一条）'

const LONG = '作为继续教育档案长期保存'

/** Of each kind: what for, on what basis, for how long, who may see it, and what becomes of it. */
export const DATA_NOTES: Readonly<Record<DataKind, DataNote>> = {
  account: {
    label: '账号和实名信息',
    purpose: '登录，确认办理业务的是您本人；包括用户名、密码（只存不可还原的摘要）、姓名、身份证号、手机号、微信绑定',
    basis: `${CONTRACT}；身份证号属于敏感个人信息，经您单独同意（第二十九条）`,
    retention: '到您注销账号为止',
    visibleTo: '您本人；身份证号和手机号平时只显示一部分',
    disposal: 'erased',
  },
  profile: {
    label: '个人信息',
    purpose: '确认您是哪位专业技术人员、适用哪些学时要求；包括学历、资格、联系方式和修改历史',
    basis: DUTY,
    retention: '到您注销账号或删除为止；姓名、身份证号、性别、出生日期作为学时和证书档案的一部分长期保存',
    visibleTo: '您本人，您绑定单位的经办人，所在地区的人社主管部门',
    disposal: 'erased',
  },
  affiliations: {
    label: '单位绑定和异议',
    purpose: '确定由哪个单位为您申报、审核学时',
    basis: DUTY,
    retention: LONG,
    visibleTo: '您本人，相关单位的经办人，所在地区的人社主管部门',
    disposal: 'kept',
  },
  enrollments: {
    label: '培训班和成绩',
    purpose: '组织培训、考核，结班时计算学时',
    basis: DUTY,
    retention: LONG,
    visibleTo: '您本人，举办单位的经办人，所在地区的主管部门',
    disposal: 'kept',
  },
  attendance: {
    label: '考勤',
    purpose: '证明您到场学习，据此计算学时；抽查核对',
    basis: DUTY,
    retention: `${LONG}；签到设备标识和补登说明到您注销账号为止`,
    visibleTo: '您本人，举办单位的经办人，抽查的主管部门',
    disposal: 'kept',
  },
  leaveRequests: {
    label: '请假',
    purpose: '由举办单位批准请假',
    basis: DUTY,
    retention: '到您删除或注销账号为止',
    visibleTo: '您本人，举办单位的经办人',
    disposal: 'erased',
  },
  records: {
    label: '学时记录',
    purpose: '申报、认定和统计您的学时',
    basis: DUTY,
    retention: `${LONG}；没有申报的草稿到您注销账号为止`,
    visibleTo: '您本人，申报和认定的单位，所在地区的主管部门',
    disposal: 'kept',
  },
  certificates: {
    label: '证书',
    purpose: '证明您的学时，供用人单位和社会核验',
    basis: DUTY,
    retention: LONG,
    visibleTo: '您本人，颁发单位，所在地区的人社主管部门；持证书编号或二维码的人可以核验，姓名和身份证号只显示一部分',
    disposal: 'kept',
  },
  standings: {
    label: '年度达标情况',
    purpose: '提醒您和单位谁的学时还不够',
    basis: DUTY,
    retention: '您在单位期间，离开单位后即删除；什么时候提醒过您，保存九十天',
    visibleTo: '您本人，您绑定单位的经办人，所在地区的人社主管部门',
    disposal: 'erased',
  },
  dishonesty: {
    label: '失信信息',
    purpose: '登记并公示继续教育中的失信行为，您可以申辩',
    basis: DUTY,
    retention: LONG,
    visibleTo: '您本人，登记单位，告知您之后您所在的单位',
    disposal: 'kept',
  },
  legacy: {
    label: '旧系统的记录和证书',
    purpose: '查询、打印和核验 2017 年及以前的学时和证书',
    basis: DUTY,
    retention: LONG,
    visibleTo: '您本人，接续的单位，所在地区的人社主管部门；证书可以公开核验',
    disposal: 'kept',
  },
  teaching: {
    label: '师资信息',
    purpose: '单位登记授课教师，安排课程计划和培训班',
    basis: `${CONTRACT}；由聘请您授课的单位登记`,
    retention: '由登记的单位保存，不再聘用时由单位删除；课程计划中的姓名长期保存',
    visibleTo: '登记的单位，审核课程计划的主管部门',
    disposal: 'kept',
  },
  operatorWork: {
    label: '经办人工作记录',
    purpose: '证明谁代表单位办理了什么；您担任经办人时才有，包括授权、审核意见上的署名和后台任务',
    basis: DUTY,
    retention: LONG,
    visibleTo: '您本人，您代表的单位，与所办事项有关的单位',
    disposal: 'kept',
  },
  imports: {
    label: '单位导入的表格',
    purpose: '单位用表格批量申报学时、添加学员；逐行加密保存，供核对和撤销。表格不按人编排，不能单独计数',
    basis: DUTY,
    retention: '上传后三十天删除各行内容',
    visibleTo: '导入的单位',
    disposal: 'kept',
  },
  messages: {
    label: '消息',
    purpose: '通知您办理结果和待办事项',
    basis: CONTRACT,
    retention: '到您注销账号为止',
    visibleTo: '您本人',
    disposal: 'erased',
  },
  attachments: {
    label: '上传的附件',
    purpose: '作为申报、申请的证明材料',
    basis: DUTY,
    retention: '随所属的记录保存；没有使用的一天后删除',
    visibleTo: '您本人，能看到所属记录的单位',
    disposal: 'kept',
  },
  sessions: {
    label: '登录过的设备',
    purpose: '保持登录，让您发现并退出陌生设备',
    basis: SECURITY,
    retention: '最后一次使用后 30 天，或到您注销账号为止',
    visibleTo: '您本人',
    disposal: 'erased',
  },
  security: {
    label: '临时安全记录',
    purpose: '防止猜密码、重复提交；包括验证码摘要、尝试次数、微信绑定凭据，都不能还原出原文',
    basis: SECURITY,
    retention: '几分钟到一天后自动删除',
    visibleTo: '无人查看，只由系统使用',
    disposal: 'expires',
  },
  consents: {
    label: '同意记录',
    purpose: '证明您何时同意或撤回了哪一版告知；记录您还愿意接收几条微信消息',
    basis: '证明处理个人信息取得了同意（《个人信息保护法》第十四条、第六十九条）',
    retention: '注销账号后仍保存同意的时间和版本三年；微信订阅次数到注销为止',
    visibleTo: '您本人',
    disposal: 'kept',
  },
  dataRequests: {
    label: '个人信息申请',
    purpose: '办理您更正、删除、限制处理和注销的申请，并能证明已经办理',
    basis: '响应您的权利请求（《个人信息保护法》第五十条）',
    retention: '办结后三年',
    visibleTo: '您本人，办理的单位或人社主管部门',
    disposal: 'kept',
  },
  auditLog: {
    label: '操作日志',
    purpose: '证明谁在何时做了什么，不能修改；不含身份证号、手机号等内容',
    basis: SECURITY,
    retention: '至少六个月；与学时、证书有关的长期保存',
    visibleTo: '相关单位的单位账号，所在地区的人社主管部门；谁查看过您的完整号码，您都能看到',
    disposal: 'kept',
  },
}

export const DATA_DISPOSAL_LABELS: Readonly<Record<DataDisposal, string>> = {
  erased: '可以删除',
  kept: '依法保存，不删除，只限制使用',
  expires: '到期自动删除',
}

export const DATA_REQUEST_KIND_LABELS: Readonly<Record<DataRequestKind, string>> = {
  correction: '更正',
  deletion: '删除',
  restriction: '限制处理',
  closure: '注销账号',
}

export const DATA_REQUEST_STATE_LABELS: Readonly<Record<DataRequestState, string>> = {
  submitted: '待处理',
  withdrawn: '已撤回',
  granted: '已同意',
  refused: '未同意',
}

export const REFUSAL_GROUND_LABELS: Readonly<Record<RefusalGround, string>> = {
  accurate: '经核实，现有信息准确、完整（《个人信息保护法》第四十六条）',
  retention: '法律、行政法规规定的保存期限未满（《个人信息保护法》第四十七条第二款）',
  duty: '履行法定职责、法定义务所必需（《个人信息保护法》第十三条第一款第三项）',
  dispute: '正在办理的异议、调查或者诉讼需要这些信息（《个人信息保护法》第十三条第一款第三项）',
  elsewhere: '这些信息由其他单位处理，请向该单位提出（《个人信息保护法》第五十条）',
}

export const CONSENT_PURPOSE_LABELS: Readonly<Record<ConsentPurpose, string>> = {
  notice: '使用须知和个人信息处理告知',
  realName: '用姓名和身份证号实名认证（敏感个人信息，单独同意）',
  wechatMessages: '通过微信接收消息',
  location: '在签到时读取位置',
}

/** What is asked before the location is read for the first time; other words are another version. */
export const LOCATION_NOTICE = {
  version: LOCATION_NOTICE_VERSIONS[0],
  text: '这次考勤要核对您是否在培训现场。同意后，签到时读取一次手机的位置，只和现场的位置比较，不记录行踪。以后这样的签到不再询问；您可以随时在“同意记录”里撤回。',
} as const

export const CLOSURE_OBSTACLE_LABELS: Readonly<Record<ClosureObstacle, string>> = {
  operatorBinding: '您还是单位的经办人，请先由单位取消经办人绑定，或拒绝邀请',
  openClass: '您在没有结束的培训班里，请等结班，或请举办单位取消录入',
  waitingRecord: '您有学时记录正在等待认定，请等认定结果，或先撤回',
  pendingAffiliation: '您有绑定申请正在等待单位确认，请先撤回',
  openDispute: '您提出的异议还没有办完，请等结果，或先撤回',
}
