export { CourseForm } from './course-form'
export { CourseList } from './course-list'
export { CoursePicker } from './course-picker'
