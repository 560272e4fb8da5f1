export default definePageConfig({ navigationBarTitleText: '失信信息', enablePullDownRefresh: true })
