export default definePageConfig({ navigationBarTitleText: '待确认学员', enablePullDownRefresh: true })
