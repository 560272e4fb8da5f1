export default definePageConfig({ navigationBarTitleText: '旧单位认领', enablePullDownRefresh: true })
