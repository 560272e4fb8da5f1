import { Text } from '@tarojs/components'
import { api, useRemote } from '../../api'
import { Loaded } from '../shell'

/** What is learned in a course. */
export function CourseContent({ courseId }: { readonly courseId: string }) {
  const remote = useRemote(`course:${courseId}`, () => api.courses.get({ params: { courseId } }))
  return <Loaded remote={remote}>{({ content }) => <Text className="ui-soft">{content}</Text>}</Loaded>
}
