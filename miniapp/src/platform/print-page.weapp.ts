/** WeChat prints nothing: the person opens the same page in a browser. */
export const PRINTS_PAGES = false

export const printPage = (): void => undefined
