export default definePageConfig({ navigationBarTitleText: '角色申请', enablePullDownRefresh: true })
