export { NewPasswordFields } from './new-password-fields'
export { Parts } from './parts'
export { type Form, useForm } from './use-form'
