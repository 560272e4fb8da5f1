export { callTencent, TencentError, type TencentSettings } from './client'
