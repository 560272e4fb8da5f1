export default definePageConfig({ navigationBarTitleText: '单位数据导出', enablePullDownRefresh: true })
