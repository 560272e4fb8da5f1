export default definePageConfig({ navigationBarTitleText: '常用原因', enablePullDownRefresh: true })
