export default definePageConfig({ navigationBarTitleText: '旧系统证书', enablePullDownRefresh: true })
