/** What components take from Taro, where there is no Taro: a device that keeps things, and nothing to navigate. */
const kept = new Map<string, unknown>()

const nothing = () => undefined
const done = async () => undefined

export const useDidShow = nothing
export const useDidHide = nothing
export const usePullDownRefresh = nothing
export const useReachBottom = nothing
export const useShareAppMessage = nothing
export const useRouter = () => ({ params: {} })

export default {
  getStorageSync: (name: string) => kept.get(name) ?? '',
  setStorageSync: (name: string, value: unknown) => void kept.set(name, value),
  removeStorageSync: (name: string) => void kept.delete(name),
  getCurrentPages: () => [],
  getAppBaseInfo: () => ({}),
  navigateTo: done,
  navigateBack: done,
  redirectTo: done,
  reLaunch: done,
  switchTab: done,
  pageScrollTo: done,
  showToast: done,
  setTabBarBadge: done,
  removeTabBarBadge: done,
  stopPullDownRefresh: nothing,
}
