import path from 'node:path'
import { defineConfig } from '@tarojs/cli'

const root = path.resolve(__dirname, '..')
const sharedSource = path.resolve(root, '../shared/src')
const reader = require.resolve('zxing-wasm/reader/zxing_reader.wasm')

/** The server that the mini-program talks to; the browser build asks the server it came from. */
const weappServer = process.env.TARO_APP_API ?? 'http://127.0.0.1:3000'

const plainPixels = { pxtransform: { enable: false }, autoprefixer: { enable: true } }

export default defineConfig(async () => {
  const isWeapp = process.env.TARO_ENV === 'weapp'
  return {
    projectName: 'jijiao',
    sourceRoot: 'src',
    outputRoot: `dist/${process.env.TARO_ENV}`,
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    logger: { quiet: true, stats: false },
    plugins: ['accessible-templates.ts', 'build-stamp.ts'].map((plugin) => path.resolve(__dirname, plugin)),
    // Sizes are in the platform's own density-independent pixels: no scaling with the width of the screen.
    designWidth: 375,
    deviceRatio: { 375: 2 },
    alias: {
      '@jijiao/shared': sharedSource,
      // taro-h5 imports it by name, but npm keeps this one below the workspace.
      '@tarojs/plugin-framework-react': path.dirname(require.resolve('@tarojs/plugin-framework-react/package.json')),
    },
    defineConstants: {
      SERVER_ORIGIN: JSON.stringify(isWeapp ? weappServer : ''),
      APP_VERSION: JSON.stringify(process.env.npm_package_version ?? '0.1.0'),
    },
    copy: {
      patterns: isWeapp ? [{ from: 'src/theme.json', to: 'dist/weapp/theme.json' }] : [],
      options: {},
    },
    mini: {
      compile: { include: [sharedSource] },
      postcss: plainPixels,
      miniCssExtractPluginOption: { ignoreOrder: true },
      optimizeMainPackage: { enable: true },
      webpackChain: (chain, webpack) => {
        const textEncoder = path.resolve(root, 'src/platform/text-encoder.ts')
        chain.plugin('textEncoder').use(webpack.ProvidePlugin, [{ TextEncoder: [textEncoder, 'TextEncoder'] }])
      },
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'browser' },
      compile: { include: [sharedSource] },
      postcss: plainPixels,
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      webpackChain: (chain) => {
        chain.module
          .rule('wasm')
          .test(/\.wasm$/)
          .type('asset/resource')
          .set('generator', { filename: 'static/[name].[contenthash:8][ext]' })
        // What several pages share is fetched once.
        const { cacheGroups = {}, ...splitting } = chain.optimization.get('splitChunks') || {}
        const shared = { name: 'shared', chunks: 'async', minChunks: 2, minSize: 0, priority: 20 }
        chain.optimization.splitChunks({ ...splitting, cacheGroups: { ...cacheGroups, shared } })
        chain.performance.hints(false)
        chain.resolve.alias.set('zxing-reader.wasm', reader)
        chain.resolve.alias.set('@tarojs/components$', path.resolve(root, 'src/platform/elements.h5.ts'))
      },
    },
  }
})
