export default definePageConfig({ navigationBarTitleText: '结班', enablePullDownRefresh: true })
