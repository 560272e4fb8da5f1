export { ReasonTemplates } from './reason-templates'
