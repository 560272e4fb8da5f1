export { FormerTrainees } from './former-trainees'
export { TraineeDetail } from './trainee-detail'
export { TraineeFormPage } from './trainee-form-page'
export { TraineeList } from './trainee-list'
