export default definePageConfig({
  navigationBarTitleText: '培训班',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
})
