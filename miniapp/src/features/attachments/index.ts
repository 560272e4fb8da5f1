export { AttachmentField, type AttachmentFieldProps } from './attachment-field'
export { AttachmentList } from './attachment-list'
