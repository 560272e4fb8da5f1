export default definePageConfig({ navigationBarTitleText: '个人减免', enablePullDownRefresh: true })
