export default definePageConfig({ navigationBarTitleText: '学时要求', enablePullDownRefresh: true })
