export default definePageConfig({ navigationBarTitleText: '申报学时' })
