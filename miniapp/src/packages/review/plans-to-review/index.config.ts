export default definePageConfig({ navigationBarTitleText: '待审计划', enablePullDownRefresh: true })
