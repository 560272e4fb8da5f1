export default definePageConfig({ navigationBarTitleText: '年度学时', enablePullDownRefresh: true })
