export default definePageConfig({
  navigationBarTitleText: '核验证书',
  enablePullDownRefresh: false,
  enableShareAppMessage: true,
})
