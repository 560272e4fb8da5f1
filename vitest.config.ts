import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const miniapp = (file: string) => fileURLToPath(new URL(`miniapp/src/${file}`, import.meta.url))

/** What tests of the API, of contracts and of workflows share is made anew by each: they may read the modules once. */
const TOGETHER = [
  '{shared,config,api}/**/*.test.ts',
  'test/{journeys,lifecycles,lists,policies,properties,races,requirements}/**/*.test.ts',
]

/** A loaded machine of two cores is waited for. */
const limits = { testTimeout: 30_000, hookTimeout: 60_000, expect: { poll: { timeout: 25_000 } } }

export default defineConfig({
  test: {
    globalSetup: ['test/support/database.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
    projects: [
      { test: { ...limits, name: 'together', include: TOGETHER, isolate: false } },
      {
        // The mini-program's modules come in two versions; tests of single modules take the browser's.
        resolve: {
          extensions: ['.h5.tsx', '.h5.ts', '.mjs', '.js', '.ts', '.tsx', '.json'],
          alias: {
            '@tarojs/taro': miniapp('rendering/taro.ts'),
            '@tarojs/components': miniapp('platform/elements.h5.ts'),
          },
        },
        define: { SERVER_ORIGIN: "''", APP_VERSION: "'test'" },
        test: {
          ...limits,
          name: 'apart',
          include: ['{localdb,test}/**/*.test.ts', 'miniapp/src/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...TOGETHER],
        },
      },
    ],
  },
})
