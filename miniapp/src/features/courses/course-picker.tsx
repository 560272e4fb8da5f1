import { labelOf, QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import type { CourseLine } from '@jijiao/shared/courses'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote, useRemotePages } from '../../api'
import { Button, Empty, FilterBar, List } from '../../ui'
import { OptionalSelect, optionsOf } from '../code-fields'
import { SearchField, useSearch } from '../search'
import { Loaded, LoadedPages } from '../shell'

const SHOWN = 10

/** Finds a course of the catalogue by series and name, shows what is learned in it, and picks it. */
export function CoursePicker({ onPick }: { readonly onPick: (course: CourseLine) => void }) {
  const search = useSearch()
  const [series, setSeries] = useState('')
  const [opened, setOpened] = useState<string | null>(null)
  const remote = useRemotePages(`course-picker:${series}:${search.query}`, (cursor) =>
    api.courses.list({ query: { series: series || undefined, q: search.query, limit: SHOWN, cursor } }),
  )
  return (
    <View className="ui-stack">
      <FilterBar
        search={<SearchField label="课程名称或拼音首字母" value={search.typed} onChange={search.setTyped} />}
        activeCount={series ? 1 : 0}
        filters={
          <OptionalSelect
            label="职称系列"
            placeholder="全部"
            value={series}
            options={optionsOf(QUALIFICATION_SERIES)}
            onChange={setSeries}
          />
        }
      />
      <LoadedPages remote={remote} empty={<Empty icon="search" title="没有找到课程" note="换个系列或换个词试试。" />}>
        {(courses) => (
          <List>
            {courses.map((course) => (
              <View key={course.id} className="ui-list-row ui-list-block">
                <View>
                  <Text className="ui-strong">{course.name}</Text>
                  <Text className="ui-list-note">
                    {`${course.year} 年 · ${labelOf(QUALIFICATION_SERIES, course.series) ?? ''} · ${course.authority.name}`}
                  </Text>
                </View>
                {opened === course.id && <Content courseId={course.id} />}
                <View className="ui-actions">
                  <Button small label={`选择：${course.name}`} onPress={() => onPick(course)}>
                    选择
                  </Button>
                  <Button
                    kind="secondary"
                    small
                    label={`查看学习内容：${course.name}`}
                    onPress={() => setOpened(opened === course.id ? null : course.id)}
                  >
                    {opened === course.id ? '收起' : '查看学习内容'}
                  </Button>
                </View>
              </View>
            ))}
          </List>
        )}
      </LoadedPages>
    </View>
  )
}

function Content({ courseId }: { readonly courseId: string }) {
  const remote = useRemote(`course:${courseId}`, () => api.courses.get({ params: { courseId } }))
  return <Loaded remote={remote}>{({ content }) => <Text className="ui-soft">{content}</Text>}</Loaded>
}
