export default definePageConfig({ navigationBarTitleText: '我的请假', enablePullDownRefresh: true })
