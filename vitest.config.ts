import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Components are drawn without Taro, as plain elements. */
const rendering = (file: string) => fileURLToPath(new URL(`miniapp/src/rendering/${file}`, import.meta.url))

export default defineConfig({
  // The mini-program's modules come in two versions; tests of single modules take the browser's.
  resolve: {
    extensions: ['.h5.tsx', '.h5.ts', '.mjs', '.js', '.ts', '.tsx', '.json'],
    alias: {
      '@tarojs/taro': rendering('taro.ts'),
      '@tarojs/components': rendering('taro-components.ts'),
    },
  },
  define: { SERVER_ORIGIN: "''", APP_VERSION: "'test'" },
  test: {
    include: ['{shared,config,localdb,api,test}/**/*.test.ts', 'miniapp/src/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/database.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
