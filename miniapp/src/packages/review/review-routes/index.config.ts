export default definePageConfig({ navigationBarTitleText: '审核路线', enablePullDownRefresh: true })
