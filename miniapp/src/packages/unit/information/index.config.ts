export default definePageConfig({ navigationBarTitleText: '单位信息', enablePullDownRefresh: true })
