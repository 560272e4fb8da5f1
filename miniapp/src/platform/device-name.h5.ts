const SYSTEMS = ['Android', 'iPhone', 'iPad', 'HarmonyOS', 'Windows', 'Macintosh', 'Linux']

/** How a person recognises this device in a list of sign-ins: `Android 浏览器`. */
export const DEVICE_NAME = `${SYSTEMS.find((system) => navigator.userAgent.includes(system)) ?? ''} 浏览器`.trim()
