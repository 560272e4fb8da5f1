/** A row is up to twenty-two nodes, words counted, and WeChat slows down above 1,000 on a page. */
export const ROWS_AT_ONCE = 40
