export default definePageConfig({ navigationBarTitleText: '添加经办人' })
