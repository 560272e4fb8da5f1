export default definePageConfig({ navigationBarTitleText: '单位合并', enablePullDownRefresh: true })
