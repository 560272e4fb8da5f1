export { NewTeacherSheet } from './new-teacher-sheet'
export { TeacherForm } from './teacher-form'
export { TeacherList } from './teacher-list'
export { useEnabledTeachers } from './use-enabled-teachers'
