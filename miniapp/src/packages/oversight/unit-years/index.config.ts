export default definePageConfig({ navigationBarTitleText: '单位年度学时', enablePullDownRefresh: true })
