import { CourseForm } from '../../../features/courses'
import { UnitPage } from '../../../features/unit-desk'
import { useEntryParameters } from '../../../platform/entry'

export default function CourseFormPage() {
  const { courseId } = useEntryParameters()
  return (
    <UnitPage title="专业课程">
      <CourseForm courseId={courseId} />
    </UnitPage>
  )
}
