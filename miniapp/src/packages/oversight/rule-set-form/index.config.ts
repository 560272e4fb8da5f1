export default definePageConfig({ navigationBarTitleText: '学时要求' })
