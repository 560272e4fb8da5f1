export { type CaptchaProof, solveCaptcha } from './captcha'
export { withCaptcha } from './with-captcha'
