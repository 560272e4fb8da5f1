export default definePageConfig({ navigationBarTitleText: '合并重复单位' })
