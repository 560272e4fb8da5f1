const isWeapp = process.env.TARO_ENV === 'weapp'

/** WeChat reads `@name` from theme.json, light or dark; a browser has one set of colours for the bars. */
const themed = (name: string, plain: string) => (isWeapp ? `@${name}` : plain)

const tab = (page: string, text: string) => ({
  pagePath: `pages/${page}/index`,
  text,
  iconPath: `assets/tab/${page}.png`,
  selectedIconPath: `assets/tab/${page}-selected.png`,
})

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/study/index',
    'pages/messages/index',
    'pages/me/index',
    'pages/sign-in/index',
    'pages/register/index',
    'pages/check-in/index',
    'pages/real-name/index',
    ...(isWeapp ? [] : ['pages/scan/index']),
  ],
  subPackages: [
    {
      root: 'packages/trainee',
      pages: [
        'my-unit/index',
        'find-unit/index',
        'join-unit/index',
        'profile/index',
        'my-class/index',
        'my-attendance/index',
        'my-leave/index',
        'leave-form/index',
        'my-dishonesty/index',
        'dishonesty-record/index',
        'my-data/index',
      ],
    },
    {
      root: 'packages/rights',
      pages: ['my-data-requests/index', 'data-request-form/index', 'my-consents/index', 'close-account/index'],
    },
    {
      root: 'packages/records',
      pages: [
        'my-year/index',
        'my-records/index',
        'my-record/index',
        'my-record-form/index',
        'legacy/index',
        'legacy-certificate/index',
      ],
    },
    {
      root: 'packages/certificates',
      pages: ['my-certificates/index', 'my-certificate/index', 'certificate-code/index', 'verify/index'],
    },
    {
      root: 'packages/staff',
      pages: [
        'requests/index',
        'join-code/index',
        'classes/index',
        'class/index',
        'class-form/index',
        'enrollment/index',
        'roll-calls/index',
        'plan-roll-call/index',
        'roll-call/index',
        'check-in-code/index',
        'roll/index',
      ],
    },
    {
      root: 'packages/training',
      pages: [
        'results/index',
        'timetable/index',
        'leave-requests/index',
        'closing/index',
        'spot-checks/index',
        'spot-check/index',
      ],
    },
    {
      root: 'packages/people',
      pages: [
        'trainees/index',
        'trainee/index',
        'trainee-form/index',
        'former-trainees/index',
        'disputes/index',
        'data-requests/index',
        'data-request/index',
        'legacy-archive/index',
        'legacy-binding/index',
        'legacy-certificate/index',
        'legacy-claims/index',
        'unit-merges/index',
        'unit-merge-form/index',
      ],
    },
    {
      root: 'packages/recognition',
      pages: [
        'declared/index',
        'to-decide/index',
        'recognized/index',
        'record/index',
        'record-form/index',
        'imports/index',
        'import/index',
      ],
    },
    {
      root: 'packages/oversight',
      pages: [
        'standings/index',
        'trainee-year/index',
        'unit-years/index',
        'certificates/index',
        'certificate/index',
        'dishonesty-records/index',
        'dishonesty/index',
        'dishonesty-form/index',
        'exemptions/index',
        'exemption/index',
        'exemption-form/index',
        'to-do/index',
        'rule-sets/index',
        'rule-set/index',
        'rule-set-form/index',
        'reason-templates/index',
        'certificate-recount/index',
      ],
    },
    {
      root: 'packages/account',
      pages: [
        'register-unit/index',
        'operators/index',
        'invite-operator/index',
        'recover/index',
        'change-password/index',
        'security/index',
        'bindings/index',
        'audit-log/index',
        'unit-exports/index',
        'webhooks/index',
      ],
    },
    { root: 'packages/unit', pages: ['information/index', 'role-application/index'] },
    {
      root: 'packages/plans',
      pages: ['plans/index', 'plan/index', 'plan-form/index', 'teachers/index', 'teacher-form/index'],
    },
    {
      root: 'packages/review',
      pages: [
        'plans-to-review/index',
        'courses/index',
        'course-form/index',
        'review-routes/index',
        'role-applications/index',
      ],
    },
  ],
  ...(isWeapp
    ? {
        requiredPrivateInfos: ['getLocation' as const],
        permission: { 'scope.userLocation': { desc: '只在签到和安排考勤时读取一次，核对是否在培训现场' } },
      }
    : {}),
  lazyCodeLoading: 'requiredComponents',
  darkmode: true,
  ...(isWeapp ? { themeLocation: 'theme.json' } : {}),
  window: {
    navigationBarTitleText: '继续教育',
    navigationBarBackgroundColor: themed('barBackground', '#ffffff'),
    navigationBarTextStyle: themed('barText', 'black'),
    backgroundColor: themed('pageBackground', '#f3f5f7'),
    backgroundTextStyle: themed('pullText', 'dark'),
  },
  tabBar: {
    color: themed('tabText', '#5a6572'),
    selectedColor: themed('tabSelected', '#1b5fae'),
    backgroundColor: themed('barBackground', '#ffffff'),
    borderStyle: themed('tabBorder', 'black') as 'black',
    list: [tab('home', '首页'), tab('study', '学习'), tab('messages', '消息'), tab('me', '我的')],
  },
})
