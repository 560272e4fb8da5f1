import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DemoWorld, ROLES, type Role } from './demo'

const SOURCES = new URL('../../miniapp/src/', import.meta.url)

const STAFF = ['unit', 'hrAuthority'] as const
const HOLDERS = ['unit', 'provider'] as const
const REVIEWERS = ['industryAuthority', 'hrAuthority'] as const
const EVERYBODY = ROLES

/** Who has a use for the pages below a folder; the longest that fits counts. */
const SEEN_BY: Readonly<Record<string, readonly Role[]>> = {
  pages: ['guest', 'person'],
  'pages/home': EVERYBODY,
  'pages/me': ['guest', 'person', 'unit', 'unitAccount'],
  'pages/messages': ['guest', 'person', 'unit'],
  'packages/trainee': ['person'],
  'packages/trainee/join-unit': ['guest', 'person'],
  'packages/records': ['person'],
  'packages/rights': ['person'],
  'packages/certificates': ['person'],
  'packages/certificates/verify': ['guest', 'person'],
  'packages/staff': HOLDERS,
  'packages/staff/requests': ['unit'],
  'packages/staff/join-code': ['unit'],
  'packages/staff/classes': [...STAFF, 'provider'],
  'packages/staff/class': [...STAFF, 'provider'],
  'packages/training': HOLDERS,
  'packages/people': ['unit'],
  'packages/people/trainees': STAFF,
  'packages/people/trainee': STAFF,
  'packages/people/disputes': STAFF,
  'packages/people/legacy-claims': ['hrAuthority'],
  'packages/people/unit-merges': ['hrAuthority'],
  'packages/people/unit-merge-form': ['hrAuthority'],
  'packages/recognition': ['unit'],
  'packages/recognition/declared': HOLDERS,
  'packages/recognition/record-form': HOLDERS,
  'packages/recognition/record': HOLDERS,
  'packages/recognition/imports': STAFF,
  'packages/recognition/to-decide': ['unit', ...REVIEWERS],
  'packages/oversight': STAFF,
  'packages/oversight/unit-years': ['hrAuthority'],
  'packages/oversight/to-do': [...HOLDERS, ...REVIEWERS],
  'packages/oversight/rule-set-form': ['hrAuthority'],
  'packages/oversight/reason-templates': ['unit', ...REVIEWERS],
  'packages/oversight/certificate-recount': ['unit'],
  'packages/oversight/dishonesty-records': ['unit', 'provider', ...REVIEWERS],
  'packages/oversight/dishonesty-form': ['unit', ...REVIEWERS],
  'packages/account': ['person', 'unitAccount'],
  'packages/account/audit-log': ['unitAccount', 'hrAuthority'],
  'packages/account/register-unit': ['guest'],
  'packages/account/recover': ['guest'],
  'packages/unit': ['unit', 'unitAccount'],
  'packages/plans': ['unit'],
  'packages/plans/teachers': HOLDERS,
  'packages/plans/teacher-form': HOLDERS,
  'packages/plans/plan': ['unit', ...REVIEWERS],
  'packages/plans/plans': ['unit', ...REVIEWERS],
  'packages/review': REVIEWERS,
}

/** Left out where a page is opened without them as well: they choose among things that it shows anyhow. */
const OPTIONAL = ['q', 'by', 'corrects', 'kind', 'jobId', 'after']

type AppConfig = {
  readonly pages: readonly string[]
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[]
}

/** Every page of the app, from its own configuration. */
export async function allPages(): Promise<readonly string[]> {
  // Taro's macro, which its build leaves out.
  Object.assign(globalThis, { defineAppConfig: (config: AppConfig) => config })
  const file = fileURLToPath(new URL('app.config.ts', SOURCES))
  const { default: config } = (await import(file)) as { readonly default: AppConfig }
  return [...config.pages, ...config.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]
}

/** Who looks at a page. */
export function rolesOf(route: string): readonly Role[] {
  const page = route.replace(/\/index$/, '')
  const [folder] = Object.keys(SEEN_BY)
    .filter((one) => page === one || page.startsWith(`${one}/`))
    .sort((one, other) => other.length - one.length)
  const roles = folder === undefined ? undefined : SEEN_BY[folder]
  if (!roles) throw new Error(`${route}: say in SEEN_BY of test/support/pages.ts who has a use for the pages there`)
  return roles
}

/** The path of a page with everything that it reads of its address, as the demo world has it. */
export function addressOf(route: string, { ids }: Pick<DemoWorld, 'ids'>, role: Role): string {
  const page = route.replace(/\/index$/, '')
  const pairs = parametersOf(route).flatMap((name) => {
    if (OPTIONAL.includes(name)) return []
    const value = ids[`${role}:${name}`] ?? ids[`${page}#${name}`] ?? ids[name]
    if (value === undefined) {
      throw new Error(
        `${route} is opened with “${name}”: say in openDemoWorld of test/support/demo.ts what that is there`,
      )
    }
    return [`${name}=${encodeURIComponent(value)}`]
  })
  return `/${route}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

/** The names that the page takes from `useEntryParameters`. */
export function parametersOf(route: string): readonly string[] {
  const source = readFileSync(new URL(`${route}.tsx`, SOURCES), 'utf8')
  const [, taken = ''] = /const \{([^}]*)\} = useEntryParameters\(\)/.exec(source) ?? []
  if (source.includes('useEntryParameters()') && taken === '') {
    throw new Error(`${route}: write const { … } = useEntryParameters(), so that the walks see what it is opened with`)
  }
  return taken.split(',').flatMap((part) => part.split(/[=:]/)[0]?.trim() || [])
}
