export default definePageConfig({ navigationBarTitleText: '考勤签到', enablePullDownRefresh: true })
