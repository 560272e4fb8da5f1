export { TeacherForm } from './teacher-form'
export { TeacherList } from './teacher-list'
