export { solveCaptcha } from './captcha'
export { withCaptcha } from './with-captcha'
