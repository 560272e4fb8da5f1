export default definePageConfig({ navigationBarTitleText: '绑定异议', enablePullDownRefresh: true })
