export default definePageConfig({ navigationBarTitleText: '申请绑定单位', enablePullDownRefresh: true })
