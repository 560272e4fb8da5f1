export default definePageConfig({ navigationBarTitleText: '师资', enablePullDownRefresh: true })
