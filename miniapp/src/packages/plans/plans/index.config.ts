export default definePageConfig({ navigationBarTitleText: '课程计划', enablePullDownRefresh: true })
