export { ExemptionDetail } from './exemption-detail'
export { ExemptionForm } from './exemption-form'
export { ExemptionList } from './exemption-list'
