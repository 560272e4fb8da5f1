/** Where links lead that other people open: the server's own address, which in a browser is the page's. */
export const serverOrigin = (): string => SERVER_ORIGIN || window.location.origin
