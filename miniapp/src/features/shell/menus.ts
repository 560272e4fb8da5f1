import type { PageName } from '../../routes'
import type { IconName } from '../../ui'
import type { Role } from './role'

/** The headings of the menus, in their order. */
const MENU_GROUPS = {
  start: null,
  people: '学员',
  training: '培训',
  hours: '学时和证书',
  more: '其他业务',
  unit: '单位',
  mine: '我的',
} as const satisfies Record<string, string | null>
type MenuGroup = keyof typeof MENU_GROUPS
/** What is done for an organization, for the home page of a phone. */
const BUSINESS = ['people', 'training', 'hours', 'more', 'unit'] as const satisfies readonly MenuGroup[]
/** What is needed less often: folded up at the side of a desk's screen until it is asked for. */
const FOLDED: ReadonlySet<MenuGroup> = new Set<MenuGroup>(['more', 'unit', 'mine'])
/** As many entries as a low screen shows at once. */
const MOST_UNFOLDED = 16

export type MenuEntry = {
  readonly page: PageName
  readonly group: MenuGroup
  readonly icon: IconName
  readonly title: string
  readonly note: string
  readonly for: readonly Role[]
}

const STAFF: readonly Role[] = ['unit', 'provider', 'industryAuthority', 'hrAuthority']
const PEOPLE: readonly Role[] = ['person', 'applicant', ...STAFF]
const UNIT: readonly Role[] = ['unit']
/** Who holds classes. */
const HOLDERS: readonly Role[] = ['unit', 'provider']
const UNIT_ACCOUNT: readonly Role[] = ['unitAccount']
const HR: readonly Role[] = ['hrAuthority']
const REVIEWERS: readonly Role[] = ['industryAuthority', 'hrAuthority']
const PERSON: readonly Role[] = ['person']

type Entry = (...of: [MenuGroup, PageName, IconName, title: string, note: string, for_: readonly Role[]]) => MenuEntry
const entry: Entry = (group, page, icon, title, note, roles) => ({ group, page, icon, title, note, for: roles })

/** Every entry of every menu, one a line: at the side of a desk's screen, and on the home page of a phone. */
const MENU: readonly MenuEntry[] = [
  entry('start', 'home', 'building', '首页', '', ['guest', 'unitAccount', ...PEOPLE]),
  entry('start', 'study', 'book', '学习', '', PERSON),
  entry('start', 'messages', 'bell', '消息', '', PEOPLE),
  entry('start', 'toDo', 'list', '待办', '等您办理的全部事项', [...HOLDERS, ...REVIEWERS]),
  entry('people', 'requests', 'people', '待确认学员', '谁属于本单位，由您确认', UNIT),
  entry('people', 'trainees', 'person', '学员管理', '查找、添加、修改学员信息', UNIT),
  entry('people', 'trainees', 'person', '学员管理', '查看本地区各单位的学员', HR),
  entry('people', 'disputes', 'alert', '绑定异议', '对绑定单位有异议的，由您答复', [...UNIT, ...HR]),
  entry('people', 'dataRequests', 'shield', '个人信息申请', '更正、删除、限制处理', [...UNIT, ...HR]),
  entry('training', 'plansToReview', 'check', '待审计划', '等您审核的课程计划', REVIEWERS),
  entry('training', 'plans', 'plan', '课程计划', '申报、送审和审批流程', [...UNIT, ...REVIEWERS]),
  entry('training', 'courses', 'book', '专业课程', '课程目录', [...UNIT, ...REVIEWERS]),
  entry('training', 'classes', 'book', '培训班', '开班、考勤、成绩和结班', [...HOLDERS, ...HR]),
  entry('training', 'leaveRequests', 'calendar', '请假审批', '学员提出的请假', HOLDERS),
  entry('training', 'teachers', 'person', '师资', '授课教师和班主任', HOLDERS),
  entry('hours', 'declaredRecords', 'plus', '学时申报', '给学员申报，单个或批量', HOLDERS),
  entry('hours', 'recordsToDecide', 'check', '学时认定', '等您认定的学时', [...UNIT, ...REVIEWERS]),
  entry('hours', 'recognizedRecords', 'search', '学时查询', '已认定的学时', STAFF),
  entry('hours', 'standings', 'calendar', '年度学时', '今年谁会不达标', UNIT),
  entry('hours', 'unitYears', 'calendar', '单位年度学时', '哪些单位有人会不达标', HR),
  entry('hours', 'certificates', 'certificate', '证书管理', '生成、统计、打印证书', UNIT),
  entry('hours', 'certificates', 'certificate', '证书管理', '查看、暂停、撤销证书', HR),
  entry('more', 'exemptions', 'calendar', '个人减免', '产假等原因，减免年度学时', [...UNIT, ...HR]),
  entry('more', 'dishonestyRecords', 'shield', '失信信息', '登记、告知、申辩', STAFF),
  entry('more', 'legacyArchive', 'list', '旧系统档案', '旧系统的记录和证书', UNIT),
  entry('more', 'imports', 'plus', '旧系统导入', '上传旧系统的单位、人员、记录和证书', HR),
  entry('more', 'legacyClaims', 'alert', '旧单位认领', '两个单位都认领的旧单位，由您决定', HR),
  entry('more', 'unitMerges', 'swap', '单位合并', '登记了两次的单位，合并成一个', HR),
  entry('more', 'ruleSets', 'list', '学时要求', '确认和更正各年度学时要求', HR),
  entry('more', 'reviewRoutes', 'route', '审核路线', '哪些计划由谁审核', HR),
  entry('more', 'roleApplications', 'shield', '角色申请审核', '单位申请办理继续教育的权限', HR),
  entry('more', 'reasonTemplates', 'list', '常用原因', '退回、不同意时直接点选', [...UNIT, ...REVIEWERS]),
  entry('unit', 'operators', 'people', '经办人', '邀请、授权、取消绑定', UNIT_ACCOUNT),
  entry('unit', 'auditLog', 'list', '操作记录', '谁在什么时候办了什么', [...UNIT_ACCOUNT, ...HR]),
  entry('unit', 'unitExports', 'book', '单位数据导出', '本单位的全部内容打包带走', UNIT_ACCOUNT),
  entry('unit', 'webhooks', 'route', '推送订阅', '把办理结果推送到本单位的系统', UNIT_ACCOUNT),
  entry('unit', 'unitInformation', 'building', '单位信息', '联系方式、地址和职能', [
    ...UNIT,
    'applicant',
    ...UNIT_ACCOUNT,
  ]),
  entry('unit', 'roleApplication', 'shield', '角色申请', '第一次办理业务前提交', [...UNIT, 'applicant']),
  entry('unit', 'joinCode', 'scan', '单位二维码', '给职工扫一扫，申请加入单位', UNIT),
  entry('mine', 'myYear', 'calendar', '我的学时', '今年应有、已有、还差多少', PERSON),
  entry('mine', 'myRecords', 'list', '学时记录', '已认定和待认定的学时，申报学时', PERSON),
  entry('mine', 'myCertificates', 'certificate', '我的证书', '查看、保存和出示证书', PERSON),
  entry('mine', 'myUnit', 'building', '我的单位', '绑定状态，查找单位', PERSON),
  entry('mine', 'myAttendance', 'calendar', '我的考勤', '每一次签到的时间和结果', PERSON),
  entry('mine', 'myLeave', 'clock', '我的请假', '提出的请假和答复', PERSON),
  entry('mine', 'myData', 'shield', '我的数据', '存了什么，导出、更正、删除', PERSON),
  entry('mine', 'bindings', 'swap', '我的绑定', '单位邀请您做经办人，由您决定', PEOPLE),
  entry('mine', 'verify', 'shield', '核验证书', '扫码或输入编号查真伪', ['guest', ...PEOPLE]),
  entry('mine', 'me', 'person', '我的账号', '身份、显示和安全', ['unitAccount', ...PEOPLE]),
  entry('mine', 'signIn', 'person', '登录', '', ['guest']),
  entry('mine', 'register', 'plus', '注册账号', '', ['guest']),
  entry('mine', 'registerUnit', 'building', '单位注册', '', ['guest']),
]

/** What a phone's page about oneself leads to, also while one acts for an organization. */
export const OWN_PAGES: readonly MenuEntry[] = MENU.filter(
  ({ group, page, for: roles }) => group === 'mine' && roles.includes('person') && page !== 'verify' && page !== 'me',
)

export type MenuSection = {
  readonly group: MenuGroup
  readonly title: string | null
  /** Of a menu that is too long for a screen. */
  readonly isFolded: boolean
  readonly entries: readonly MenuEntry[]
}

/** The whole menu of a role, by headings. */
export function menuOf(role: Role): readonly MenuSection[] {
  const groups = Object.keys(MENU_GROUPS) as MenuGroup[]
  const isLong = MENU.filter((entry) => entry.for.includes(role)).length > MOST_UNFOLDED
  return groups
    .map((group) => ({
      group,
      title: MENU_GROUPS[group],
      isFolded: isLong && FOLDED.has(group),
      entries: MENU.filter((entry) => entry.group === group && entry.for.includes(role)),
    }))
    .filter(({ entries }) => entries.length > 0)
}

/** What a role does for an organization: the part of the menu that a phone's home page shows, what waits first. */
export function businessOf(role: Role): readonly MenuSection[] {
  const business: readonly MenuGroup[] = BUSINESS
  const toDo = MENU.filter(({ page, for: roles }) => page === 'toDo' && roles.includes(role))
  const waiting: MenuSection = { group: 'start', title: null, isFolded: false, entries: toDo }
  return [...(toDo.length > 0 ? [waiting] : []), ...menuOf(role).filter(({ group }) => business.includes(group))]
}
