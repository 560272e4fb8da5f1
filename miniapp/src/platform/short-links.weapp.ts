/** WeChat hands the link over as a parameter (`q`), so there is nothing to do. */
export function openShortLink(): void {}
