/** Taro's components as the browser's plain elements. */
export const View = 'div'
export const Text = 'span'
export const Image = 'img'
export const Input = 'input'
export const Textarea = 'textarea'
