export default definePageConfig({ navigationBarTitleText: '学时认定', enablePullDownRefresh: true })
