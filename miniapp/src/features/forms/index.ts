export { NewPasswordFields } from './new-password-fields'
export { type Form, useForm } from './use-form'
