/** Whether what a page shows can be put on paper from here. */
export const PRINTS_PAGES = true

export const printPage = (): void => window.print()
