/** What `@tarojs/components` is in a browser: plain elements, see decision 38. */
export const View = 'div'
export const Text = 'span'
