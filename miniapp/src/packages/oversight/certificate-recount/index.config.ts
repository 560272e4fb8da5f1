export default definePageConfig({ navigationBarTitleText: '全年重新统计' })
