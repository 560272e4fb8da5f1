/** WeChat draws the tab bar itself. */
export function quietRouterLinks(): void {}
