export default definePageConfig({ navigationBarTitleText: '出示证书', enablePullDownRefresh: true })
