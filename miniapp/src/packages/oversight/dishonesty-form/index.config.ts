export default definePageConfig({ navigationBarTitleText: '登记失信信息' })
