export default definePageConfig({ navigationBarTitleText: '课表', enablePullDownRefresh: true })
