/**
 * Every refusal the API can give: code → status and the title a person reads. A title says what is wrong and what to do.
 * Codes are part of the contract: they are never renamed or reused.
 */
export const PROBLEMS = {
  malformed_request: { status: 400, title: '提交的内容无法读取，请更新到最新版本后重试' },
  not_signed_in: { status: 401, title: '请先登录' },
  session_ended: { status: 401, title: '登录已失效，请重新登录' },
  wrong_credentials: { status: 401, title: '用户名或密码不正确，请核对后重试' },
  not_allowed: { status: 403, title: '您没有办理这项业务的权限，请联系单位管理员' },
  real_name_required: { status: 403, title: '请先完成实名认证' },
  organization_required: { status: 403, title: '请先选择要办理业务的单位' },
  role_application_required: { status: 403, title: '请先完成法人单位角色申请，确认后即可办理其他业务' },
  personal_account_required: { status: 403, title: '单位账号不能办理这项业务，请用个人账号登录' },
  unit_account_required: { status: 403, title: '请用单位账号登录后办理' },
  not_found: { status: 404, title: '没有找到，或者您无权查看，请核对后重试' },
  method_not_allowed: { status: 405, title: '这个版本太旧，不能这样办理，请更新到最新版本后重试' },
  state_conflict: { status: 409, title: '内容已被他人更新，请刷新后再操作' },
  request_in_progress: { status: 409, title: '上一次提交还在办理，请稍候' },
  idempotency_key_reused: { status: 422, title: '重复提交的内容与上次不同，请刷新后重试' },
  too_large: { status: 413, title: '提交的内容太大，请减少后重试' },
  unsupported_media_type: { status: 415, title: '提交的格式不受支持，请更新到最新版本后重试' },
  invalid_input: { status: 422, title: '有内容填写不正确，请按提示修改' },
  too_many_requests: { status: 429, title: '操作太频繁，请稍后再试' },
  internal_error: { status: 500, title: '系统出现问题，我们已记录，请稍后再试' },
  not_ready: { status: 503, title: '系统正在启动或维护，请稍后再试' },

  // accounts
  captcha_required: { status: 403, title: '请完成安全验证后再登录' },
  account_locked: { status: 429, title: '密码连续输错五次，已锁定一小时，请稍后再试或找回密码' },
  user_name_taken: { status: 409, title: '用户名已被使用，请换一个' },
  phone_code_wrong: { status: 422, title: '短信验证码不正确或已过期，请重新获取' },
  notice_outdated: { status: 409, title: '使用须知已更新，请重新阅读并同意' },
  sms_unavailable: { status: 503, title: '短信暂时发送不出去，请稍后再试' },
  current_password_wrong: { status: 422, title: '当前密码不正确，请重新输入' },
  real_name_unavailable: { status: 503, title: '实名认证服务暂时不可用，请稍后再试' },
  real_name_mismatch: { status: 422, title: '姓名与身份证号码核验不一致，请核对后重试' },
  real_name_taken: { status: 409, title: '该身份证号码已在其他账号完成实名认证，请用原账号登录或找回账号' },
  already_real_name: { status: 409, title: '您已完成实名认证' },
  wechat_code_invalid: { status: 422, title: '微信登录已失效，请重新点击登录' },
  wechat_unavailable: { status: 503, title: '微信登录暂时不可用，请用用户名和密码登录' },
  wechat_blocked: { status: 403, title: '微信提示该微信号存在风险，请用用户名和密码登录' },
  wechat_already_bound: { status: 409, title: '该微信已绑定其他账号，请先在原账号解除绑定' },
  data_request_exists: { status: 409, title: '同样的申请正在处理，请等待答复，或先撤回' },
  data_request_decided: { status: 409, title: '申请已处理或已撤回，请刷新后查看' },
  data_decider_missing: { status: 409, title: '还不知道由谁办理，请先在个人信息里填写所在地区，或绑定单位' },
  data_correction_unexplained: { status: 422, title: '请先更正，再写明更正了什么' },
  data_restricted: {
    status: 409,
    title: '本人已限制处理其个人信息或注销账号，只能保存，不能查看完整号码、修改、打印或添加；由本人恢复后再办理',
  },
  closure_blocked: { status: 409, title: '还有事项没有办完，不能注销，请按提示办完后再注销' },
  consent_needs_closure: { status: 409, title: '这项同意是使用本系统的前提，如要撤回请注销账号' },
  wechat_not_bound: { status: 409, title: '请先绑定微信，再订阅微信消息' },
  bind_ticket_expired: { status: 422, title: '绑定等待太久，已失效，请重新用微信登录' },
  recovery_mismatch: { status: 422, title: '填写的信息与这个手机号的账号不相符，请核对后重试' },
  captcha_wrong: { status: 422, title: '安全验证没有通过或已过期，请重新验证' },
  unit_registration_expired: { status: 404, title: '单位注册已超时，请从第一步重新填写' },
  unit_registration_completed: { status: 409, title: '单位账号已注册成功，请到“单位登录”用单位账号登录' },

  // organizations
  organization_exists: { status: 409, title: '这个证件号码的单位已经存在，请核对号码，或联系该单位的经办人' },

  certificate_scan_required: { status: 422, title: '请先上传单位证件的扫描件并保存，再确认' },
  hr_authority_required: { status: 422, title: '请先选择人社主管部门并保存，再确认' },

  // operators
  person_not_found: { status: 422, title: '没有找到姓名、用户名和身份证号码都相符的实名认证账号，请向本人核对' },
  operator_exists: { status: 409, title: '此人已是本单位经办人，或邀请正在等待答复' },
  invitation_lapsed: { status: 409, title: '邀请已超过七天失效，请单位重新邀请' },

  // affiliations
  affiliation_pending: { status: 409, title: '您已有一个待确认的绑定申请，请等待单位答复或先撤回' },
  already_affiliated: { status: 409, title: '您已绑定该单位' },
  profile_incomplete: { status: 422, title: '请先补全个人信息' },
  affiliated_elsewhere: {
    status: 409,
    title: '该人员已绑定其他单位，请由本人申请更换到本单位，或先由原单位解除绑定',
  },
  transfer_unconfirmed: { status: 409, title: '您已绑定其他单位，如要更换单位，请确认更换后再申请' },
  not_disputable: { status: 409, title: '这项绑定不能提出异议：只能对单位录入的绑定、十五天内更换单位的人员提出' },
  dispute_exists: { status: 409, title: '已经提出过异议，请在原来的异议中查看或继续办理' },
  dispute_waits: { status: 409, title: '单位还在七天的处理期内，请等待答复，期满后再提交人社主管部门' },
  trainee_exists: { status: 409, title: '该人员已是本单位的专业技术人员，请在人员列表中查找' },
  organization_merged: { status: 409, title: '该单位已并入其他单位，请到合并后的单位办理' },
  alias_taken: { status: 409, title: '别名与其他单位的名称相同，请更换' },
  organization_not_found: { status: 422, title: '没有找到这个单位，请核对后重新选择或输入单位码' },

  // classes
  class_not_open: { status: 409, title: '培训班未开班或已结束，不能办理' },
  class_full: { status: 409, title: '报名人数将超过计划人数，请减少人员' },
  trainee_not_confirmed: { status: 409, title: '只能录入本单位已确认的学员' },
  person_not_enrollable: {
    status: 422,
    title: '没有找到姓名和身份证号都相符、已绑定单位的人员，请向本人核对；还没有绑定单位的，请本人先绑定单位',
  },
  too_many_mismatches: { status: 429, title: '一天内核对不上的人太多，请向本人核对姓名和身份证号，明天再录入' },
  class_not_planned: { status: 409, title: '培训班已开班、结班或取消，请刷新后查看' },
  class_not_ready: { status: 409, title: '还有事项没有办完，不能结班，请按提示办完后再结班' },
  class_not_closed: { status: 409, title: '培训班没有结班，请刷新后查看' },
  class_ended: { status: 409, title: '培训班已结班或取消，请刷新后查看' },
  subject_scores_differ: { status: 422, title: '请为培训班的每个科目各填写一个成绩' },
  enrollment_in_use: { status: 409, title: '该学员已有考勤或成绩，不能取消录入' },

  // teachers
  teacher_exists: { status: 409, title: '本单位已登记过这个身份证号的师资，请在列表中查找' },
  teacher_in_use: { status: 409, title: '该师资已用于课程计划，不能删除，可以改为停用' },

  // courses
  course_exists: { status: 409, title: '同一年度、同一系列已有这门课程，请直接修改原课程' },
  course_retired: { status: 409, title: '该课程已停用，请改选其他课程' },

  // plans
  plan_locked: { status: 409, title: '计划已送审或已有结果，不能再修改' },
  plan_not_draft: { status: 409, title: '只有草稿可以删除，请刷新后查看' },
  plan_not_submitted: { status: 409, title: '计划不在等待审核的状态，请刷新后查看' },
  plan_decided: { status: 409, title: '已有审核意见，不能撤回，请等待审核结果' },
  plan_needs_class: { status: 422, title: '请至少添加一个培训班后再送审' },
  teacher_disabled: { status: 409, title: '有师资已停用，请更换后再送审' },
  no_reviewer: { status: 409, title: '本地区还没有可以审核的主管部门，请联系人社主管部门' },
  own_submission: { status: 403, title: '不能审核自己送审的内容，请由其他经办人审核' },

  // dishonesty
  reply_time_running: { status: 409, title: '当事方的申辩期（七天）未满，请收到申辩或期满后再生效' },
  too_many_replies: { status: 409, title: '申辩次数已满，请联系登记单位' },

  // legacy data
  legacy_mismatch: { status: 422, title: '填写的信息与旧系统不一致，请核对后重试' },
  legacy_tries_exceeded: { status: 429, title: '今天的核对次数已用完（每天五次），请明天再试，或联系人社主管部门' },

  // spreadsheets
  import_has_faults: { status: 409, title: '还有不正确的行，请改正后重新上传，或只导入正确的行' },
  import_moved_on: { status: 409, title: '导入的内容已有人继续办理，不能整批撤销，请逐条处理' },
  import_rows_gone: { status: 409, title: '上传的内容已满三十天删除，请重新上传' },
  sheet_refused: { status: 422, title: '表格文件无法读取，请按提示处理后重新上传' },
  sheets_busy: { status: 503, title: '同时上传的人较多，请稍后再试' },

  // credit records
  unit_required: { status: 409, title: '您还没有绑定单位，请先绑定单位再申报' },
  record_locked: { status: 409, title: '记录已申报或已有结果，不能再修改' },
  record_not_draft: { status: 409, title: '只有草稿可以删除，请刷新后查看' },
  record_not_submitted: { status: 409, title: '记录不在等待认定的状态，请刷新后查看' },
  record_decided: { status: 409, title: '已有认定意见，不能撤回，请等待认定结果' },
  record_not_recognized: { status: 409, title: '记录不是已认定的状态，请刷新后查看' },
  record_not_ended: { status: 409, title: '学习还没有结束，请在结束日期之后认定' },
  assessment_failed: { status: 409, title: '考核不合格，不给学时；确需认定请说明理由' },
  certified_above_declared: { status: 422, title: '认定学时不能超过拟申报学时' },
  own_declaration: { status: 403, title: '不能认定自己申报的记录，请由其他经办人认定' },
  correction_pending: { status: 409, title: '已有更正或撤销正在办理，请先办完' },
  course_already_counted: { status: 409, title: '同一年度已认定过这门课程，不能重复计算' },
  day_ceiling_exceeded: { status: 409, title: '这些日期的学时超过每天的上限，请核对日期和学时' },
  class_record_exists: { status: 409, title: '该学员在这个培训班已有继续教育记录' },

  // approvals
  nudged_today: { status: 409, title: '今天已经提醒过，请等待答复，明天可以再提醒' },
  decision_not_offered: { status: 422, title: '这类事项不能这样办理，请逐项办理' },
  approval_reason_required: { status: 422, title: '办理这一事项需要填写理由' },
  colleague_cannot_decide: { status: 409, title: '此人不是可以办理这类事项的本单位经办人，请重新选择' },
  too_many_reasons: { status: 409, title: '常用意见已满五十条，请先删除不用的' },

  // rule sets
  no_rule_set: { status: 404, title: '这个地区和年度还没有学时要求，请联系人社主管部门' },
  rule_set_exists: { status: 409, title: '本地区同一年度、同一系列已有学时要求，请直接更正原来的要求' },
  rule_set_confirmed: { status: 409, title: '这一版学时要求已经确认，如有不符请更正' },
  own_rule_set: { status: 403, title: '不能确认自己更正的学时要求，请由其他经办人确认' },
  exemption_exists: { status: 409, title: '该学员在这些年度已有同样的减免，请在减免列表中查看' },

  // attachments
  attachment_type_refused: { status: 422, title: '只能上传 PDF、JPG、PNG、Word（docx）或 Excel（xlsx）文件' },
  too_many_unclaimed: { status: 409, title: '已上传但未使用的附件太多，请先提交或删除一些' },
  attachment_claimed: { status: 409, title: '附件已被使用，请在所属内容里删除' },

  // attendance
  reason_required: { status: 422, title: '更正考勤需要填写原因' },
  not_enrolled: { status: 403, title: '您不在这个培训班的名单里，请联系培训班经办人' },
  roll_call_not_open: { status: 409, title: '这场签到还没有开启，请先在考勤页面开启签到' },
  check_in_not_open: { status: 409, title: '签到还没有开始，请稍后再扫码' },
  check_in_closed: { status: 409, title: '签到已经结束，如已到场请联系经办人补登' },
  code_expired: { status: 409, title: '这个签到码已过期，请对准现场屏幕上的最新签到码重新扫描' },
  code_invalid: { status: 422, title: '这不是有效的签到码，请扫描现场屏幕上的签到码' },
  digits_wrong: { status: 422, title: '六位数字不正确，请看现场屏幕上的最新数字' },
  too_many_tries: { status: 429, title: '输错次数太多，请等屏幕上的数字更新后再试，或改用扫码' },
  already_marked: { status: 409, title: '经办人已登记您的考勤，如有疑问请联系经办人' },
  not_checked_in: { status: 409, title: '您还没有签到，请先扫码签到' },
  place_too_late: { status: 409, title: '签到已经过去较久，不能再补位置，请把签到结果给现场的经办人核对' },
  leave_too_late: { status: 409, title: '考勤已经开始或取消，不能再请假，请直接联系经办人' },
  leave_exists: { status: 409, title: '这次课您已经请过假，请在“我的请假”中查看' },
  leave_decided: { status: 409, title: '这个请假申请已有结果或已撤回，请刷新后查看' },
  leave_arrived: { status: 409, title: '该学员已签到，不能再准假，请选择不批准' },
  leave_not_enrolled: { status: 409, title: '该学员已不在培训班名单里，请选择不批准' },
  teacher_not_available: { status: 409, title: '有教师不在本单位的师资中或已停用，请重新选择' },
  nothing_to_check: { status: 409, title: '没有可以抽查的人员' },
  not_drawn: { status: 422, title: '有人不在这次抽查的名单里，请刷新后重试' },
  session_not_planned: { status: 409, title: '考勤已经开始、结束或取消，不能再取消' },
  screen_ended: { status: 401, title: '签到已结束，屏幕链接已失效' },

  // webhooks
  webhook_exists: { status: 409, title: '已有推送到这个网址的订阅，请直接修改原来的订阅' },
  too_many_webhooks: { status: 409, title: '推送订阅已满十个，请先删除不用的' },
  webhook_disabled: { status: 409, title: '推送订阅已停用，请先启用再重新推送' },

  // export of a unit
  unit_export_running: { status: 409, title: '正在导出单位数据，请等待完成后再导出' },
  unit_export_not_ready: { status: 409, title: '导出还没有完成，或者已经过期，请重新导出' },

  // certificates
  year_not_passed: { status: 409, title: '该学员本年度学时未达到要求，不能生成证书' },
  certificate_exists: { status: 409, title: '该学员本年度已有证书，如需更换请重新生成' },
  certificate_not_valid: { status: 409, title: '证书不是可以办理的状态，请刷新后查看' },
  character_unprintable: { status: 422, title: '姓名或单位名称中有字库没有的字，暂不能生成证书' },
  printing_busy: { status: 503, title: '正在打印的证书较多，请稍后再试' },
  printing_timed_out: { status: 503, title: '证书生成超时，请稍后再试，或减少一次打印的份数' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

export type FieldError = {
  /** JSON pointer into the body (`#/name`), or the name of a query or path parameter. */
  readonly pointer: string
  readonly detail: string
}

/** RFC 9457 problem details, as `application/problem+json`. */
export type ProblemDocument = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail?: string
  readonly requestId: string
  readonly errors?: readonly FieldError[]
  readonly [extension: string]: unknown
}
