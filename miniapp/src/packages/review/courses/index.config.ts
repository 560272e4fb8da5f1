export default definePageConfig({ navigationBarTitleText: '专业课程', enablePullDownRefresh: true })
