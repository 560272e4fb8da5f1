import { defineConfig } from 'vitest/config'

export default defineConfig({
  // The mini-program's modules come in two versions; tests of single modules take the browser's.
  resolve: { extensions: ['.h5.tsx', '.h5.ts', '.mjs', '.js', '.ts', '.tsx', '.json'] },
  test: {
    include: ['{shared,config,localdb,api,test}/**/*.test.ts', 'miniapp/src/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/database.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
