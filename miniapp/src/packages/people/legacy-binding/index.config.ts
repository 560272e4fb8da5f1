export default definePageConfig({ navigationBarTitleText: '绑定旧系统单位' })
