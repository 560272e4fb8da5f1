export default definePageConfig({ navigationBarTitleText: '推送订阅', enablePullDownRefresh: true })
