export default definePageConfig({ navigationBarTitleText: '旧系统档案', enablePullDownRefresh: true })
