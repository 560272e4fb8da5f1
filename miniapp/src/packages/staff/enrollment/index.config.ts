export default definePageConfig({ navigationBarTitleText: '人员录入', enablePullDownRefresh: true })
