export default definePageConfig({ navigationBarTitleText: '培训班二维码' })
