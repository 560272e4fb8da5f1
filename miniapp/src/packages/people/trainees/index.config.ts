export default definePageConfig({ navigationBarTitleText: '学员管理', enablePullDownRefresh: true })
