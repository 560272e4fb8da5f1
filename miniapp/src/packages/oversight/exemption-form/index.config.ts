export default definePageConfig({ navigationBarTitleText: '准予减免' })
