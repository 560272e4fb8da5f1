export default definePageConfig({ navigationBarTitleText: '已离开的学员', enablePullDownRefresh: true })
