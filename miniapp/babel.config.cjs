// The oldest engines that WeChat's base library 2.32 (privacy authorization) and today's H5 browsers run on.
const targets = { ios: '12', chrome: '78' }

module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', targets, useBuiltIns: false }]],
}
