export default definePageConfig({ navigationBarTitleText: '角色申请审核', enablePullDownRefresh: true })
