/** A requirement, by the section of the requirements it stands in, the operations that answer it and the tests that prove it. */
export type RequirementRow = {
  readonly section: string
  readonly requirement: string
  /** `group.operation`; `group.*` for all of a group that no other row names. */
  readonly operations: readonly string[]
  /** Paths below the repository's root. */
  readonly tests: readonly string[]
}

const api = (feature: string, ...names: readonly string[]) =>
  names.map((name) => `api/src/features/${feature}/${name}.test.ts`)

export const REQUIREMENTS: readonly RequirementRow[] = [
  {
    section: '2',
    requirement: 'Personal account: registration by texted code, real-name check, password',
    operations: [
      'accounts.sendPhoneCode',
      'accounts.register',
      'accounts.me',
      'accounts.verifyRealName',
      'accounts.changePassword',
    ],
    tests: api('accounts', 'registration', 'sessions'),
  },
  {
    section: '2',
    requirement: 'Unit account: three steps with captcha, checksums and texted code; its own sign-in',
    operations: [
      'accounts.captcha',
      'accounts.beginUnitRegistration',
      'accounts.unitRegistration',
      'accounts.describeUnit',
      'accounts.sendUnitRegistrationCode',
      'accounts.completeUnitRegistration',
      'accounts.signInAsUnit',
    ],
    tests: api('accounts', 'unit-accounts', 'captcha', 'unit-sign-in'),
  },
  {
    section: '2',
    requirement:
      'Sign-in with notice, lock by account and device, work for guessers, rotating tokens, WeChat, recovery, sign-out',
    operations: [
      'accounts.notice',
      'accounts.signIn',
      'accounts.refresh',
      'accounts.signOut',
      'accounts.signOutEverywhere',
      'accounts.listSessions',
      'accounts.bindWechat',
      'accounts.unbindWechat',
      'accounts.signInWithWechat',
      'accounts.bindWechatAndSignIn',
      'accounts.recoverPassword',
      'accounts.recoverAccount',
    ],
    tests: api('accounts', 'sign-in', 'sessions', 'wechat', 'recovery'),
  },
  {
    section: '2',
    requirement:
      'Operators: search by the exact triple, invite, accept, refuse, grant, cancel; acting for one of several units',
    operations: [
      'operators.*',
      'organizations.myBindings',
      'organizations.acceptBinding',
      'organizations.refuseBinding',
      'accounts.actAs',
    ],
    tests: [...api('operators', 'operators'), ...api('organizations', 'operator-lapse')],
  },
  {
    section: '2',
    requirement:
      'Role application before everything else, with the authority where a setting asks it; unit information',
    operations: [
      'organizations.roleApplication',
      'organizations.saveRoleApplication',
      'organizations.confirmRoleApplication',
      'organizations.roleApplications',
      'organizations.decideRoleApplication',
      'organizations.unitInformation',
      'organizations.saveUnitInformation',
    ],
    tests: api('organizations', 'information', 'role-application-review'),
  },
  {
    section: '3',
    requirement: 'Course catalogue of the industry authorities',
    operations: ['courses.*'],
    tests: api('courses', 'courses'),
  },
  {
    section: '3',
    requirement:
      'Course plans with classes, locked on submission, reviewed along a route that is data, trail with differences',
    operations: ['plans.*'],
    tests: api('plans', 'plans', 'review', 'lifecycle', 'plan-files', 'teacher-conflicts'),
  },
  {
    section: '4',
    requirement: 'Classes: planned, open, closed or cancelled; enrolment with capacity',
    operations: ['classes.*'],
    tests: api('classes', 'classes', 'enrollment'),
  },
  {
    section: '4, 6, 12',
    requirement:
      "A provider's own classes: people of any unit enrolled by name and ID number; each one's unit decides the hours",
    operations: ['classes.enrolByIdentity'],
    tests: [
      ...api('classes', 'enrollment.by-identity'),
      ...api('class-endings', 'provider-classes'),
      'test/journeys/a-providers-class.test.ts',
    ],
  },
  {
    section: '4',
    requirement: 'Results and subject scores, one by one and many',
    operations: ['assessments.*'],
    tests: api('assessments', 'assessments'),
  },
  {
    section: '4, 13.2',
    requirement:
      'Timetable makes roll calls, before the class opens or after; teachers who are wanted twice at once are shown',
    operations: ['timetables.*'],
    tests: api('timetables', 'timetables'),
  },
  {
    section: '4, 13.2',
    requirement: 'Closing: preview, once and for all in one transaction; reopening; cancelling tells the enrolled',
    operations: ['classEndings.*'],
    tests: api('class-endings', 'class-endings'),
  },
  {
    section: '13.6',
    requirement: 'Leave asked for in advance and decided',
    operations: ['leaveRequests.*'],
    tests: api('leave-requests', 'leave-requests'),
  },
  {
    section: '4',
    requirement: 'Spot checks that anybody can draw again',
    operations: ['spotChecks.*'],
    tests: api('spot-checks', 'spot-checks', 'sample'),
  },
  {
    section: '4, 11',
    requirement: 'Roll calls and QR check-in: rotating code, digits, kept scans, late scans, marks by hand, leaving',
    operations: ['attendance.*'],
    tests: api('attendance', 'check-in', 'place', 'roll-call', 'leaving', 'code'),
  },
  {
    section: '5',
    requirement: 'Profile, binding, confirmation, change of unit, leaving and disputes',
    operations: ['affiliations.*'],
    tests: api('affiliations', 'affiliations', 'profile', 'disputes'),
  },
  {
    section: '5',
    requirement: "A unit's maintenance of its trainees, history of fields, audited looks at whole numbers",
    operations: ['trainees.*'],
    tests: api('trainees', 'trainees', 'reveals', 'trainee-search'),
  },
  {
    section: '13.5',
    requirement: 'Finding a unit by name, alias, code, initials or its QR code; duplicates merged by the authority',
    operations: [
      'organizations.search',
      'organizations.view',
      'organizations.findByJoinCode',
      'organizations.joinCode',
      'organizations.setAliases',
      'unitMerges.*',
    ],
    tests: [...api('organizations', 'organizations'), ...api('unit-merges', 'unit-merges')],
  },
  {
    section: '6, 13.3',
    requirement: 'Credit records: declared, decided with four eyes, corrected, revoked; query by every filter',
    operations: ['creditRecords.*'],
    tests: api('credit-records', 'records', 'class-records', 'revision', 'record-lists', 'record-files', 'invariants'),
  },
  {
    section: '6, 13.9',
    requirement:
      'Records, trainees and the old system by spreadsheet: template, dry run, failed rows, import with progress, undo',
    operations: ['imports.*'],
    tests: [
      ...api('imports', 'imports'),
      ...api('trainees', 'trainee-import'),
      ...api('legacy', 'legacy-import'),
      'api/src/sheets/sheets.test.ts',
    ],
  },
  {
    section: '7, 13.7',
    requirement: 'Certificates: issued to who passes, printed, counted again, superseded, revoked; verified by anybody',
    operations: ['certificates.*'],
    tests: api('certificates', 'certificates', 'recount', 'verification', 'signing', 'render/render', 'page/page'),
  },
  {
    section: '8',
    requirement: 'Teachers, enabled and disabled',
    operations: ['teachers.*'],
    tests: api('teachers', 'teachers'),
  },
  {
    section: '9',
    requirement: 'Dishonesty: recorded, told, answered, effective, revoked or expired; never deleted',
    operations: ['dishonesty.*'],
    tests: api('dishonesty', 'dishonesty'),
  },
  {
    section: '10',
    requirement: 'Legacy units, people, records and certificates; three ways of binding; query and print',
    operations: ['legacy.*'],
    tests: api('legacy', 'legacy', 'legacy-import'),
  },
  {
    section: '13.1',
    requirement: 'Rule sets by region, year and series as data; confirmed or corrected by the HR authority',
    operations: ['ruleSets.*'],
    tests: [...api('rule-sets', 'rule-sets'), 'shared/src/rule-sets/verdict.test.ts'],
  },
  {
    section: '13.1',
    requirement: 'The year explains itself; a unit sees who will miss it',
    operations: ['years.*'],
    tests: api('years', 'my-year', 'standings'),
  },
  {
    section: '13.1',
    requirement:
      'Those who will miss the year are told while there is time: by their unit, and by the system ahead of a last day',
    operations: ['years.remindable', 'years.remind', 'years.remindAll'],
    tests: api('years', 'reminders', 'reminder-rounds'),
  },
  {
    section: '13.1',
    requirement:
      'Exemptions of single persons, for reasons that the rules name, with evidence; taken back with a reason',
    operations: ['exemptions.*'],
    tests: api('exemptions', 'exemptions'),
  },
  {
    section: '13.4',
    requirement: 'One to-do list with due dates, nudge, handing over, reason templates and batches',
    operations: ['approvals.*'],
    tests: api('approvals', 'approvals', 'deciding', 'calendar'),
  },
  {
    section: '13.8',
    requirement: "An audit log that cannot be changed unseen; a unit's own log",
    operations: ['auditLog.*'],
    tests: api('audit-log', 'audit-log'),
  },
  {
    section: '13.11',
    requirement:
      'What is stored about me and my copy; correction, deletion, restriction, closing; consents with versions',
    operations: ['myData.*'],
    tests: api('my-data', 'my-data', 'data-requests', 'closure'),
  },
  {
    section: '13.13',
    requirement: 'Messages: inbox always, WeChat where consent allows',
    operations: ['messages.*'],
    tests: api('messages', 'messages'),
  },
  {
    section: '1, 14',
    requirement: 'Attachments: typed by content, private, claimed by what they belong to',
    operations: ['attachments.*'],
    tests: api('attachments', 'attachments'),
  },
  {
    section: '13.14',
    requirement: 'Webhooks: signed, retried, listed and sent again; never inside our own network',
    operations: ['webhooks.*'],
    tests: api('webhooks', 'webhooks', 'send', 'public-address'),
  },
  {
    section: '13.14',
    requirement: 'Full export of one unit: every kind, counts and digests, numbers masked unless proven',
    operations: ['unitExports.*'],
    tests: api('unit-exports', 'unit-exports'),
  },
  {
    section: '13.9',
    requirement: 'Long work in the background with progress',
    operations: ['jobs.*'],
    tests: api('jobs', 'jobs'),
  },
]
