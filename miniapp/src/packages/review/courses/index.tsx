import { CourseList } from '../../../features/courses'
import { UnitPage } from '../../../features/unit-desk'

export default function CoursesPage() {
  return (
    <UnitPage title="专业课程">
      <CourseList />
    </UnitPage>
  )
}
