/** Who may import whom. The reasons stand in config/decisions/0001-one-repository-one-direction.md. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans-outside-entries',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: '\\.d\\.ts$|\\.config\\.(ts|cjs)$|^miniapp/|\\.cjs$|^api/src/screen/page|closing-line\\.ts$',
      },
      to: {},
    },
    { name: 'not-to-unlisted', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    { name: 'unresolvable', severity: 'error', from: { pathNot: '^miniapp/' }, to: { couldNotResolve: true } },
    {
      name: 'shared-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(api|miniapp|localdb|config|test)/' },
    },
    {
      name: 'localdb-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^localdb/' },
      to: { path: '^(api|miniapp|shared|config|test)/' },
    },
    {
      name: 'config-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^config/' },
      to: { path: '^(api|miniapp|shared|localdb|test)/' },
    },
    {
      name: 'api-not-to-miniapp',
      severity: 'error',
      from: { path: '^api/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(miniapp|test)/' },
    },
    {
      name: 'miniapp-not-to-api',
      severity: 'error',
      from: { path: '^miniapp/src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(api|localdb|config|test)/' },
    },
    {
      name: 'miniapp-takes-contracts-as-types',
      comment: "zod's generated code throws in WeChat",
      severity: 'error',
      from: { path: '^miniapp/src/' },
      to: {
        path: '(^shared/src/.*/(contract|fields|validation)\\.ts$)|node_modules/zod/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'zod-stays-in-contracts',
      severity: 'error',
      from: { path: '^shared/src/', pathNot: '(contract|fields|validation|operation)\\.ts$|\\.test\\.ts$' },
      to: { path: 'node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-by-their-index',
      severity: 'error',
      from: { path: '^api/src/(?!features/)|^api/src/features/([^/]+)/' },
      to: { path: '^api/src/features/([^/]+)/(?!index\\.ts$)', pathNot: '^api/src/features/$1/' },
    },
    {
      name: 'no-tests-in-production-code',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|^test/|^localdb/test/' },
      to: { path: '\\.test\\.tsx?$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'dist/|node_modules/(?!zod)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
