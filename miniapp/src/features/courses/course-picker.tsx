import { labelOf, QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import type { CourseLine } from '@jijiao/shared/courses'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { Button, Empty, FilterBar, List } from '../../ui'
import { FilterSelect, optionsOf } from '../code-fields'
import { SearchField, useSearch } from '../search'
import { LoadedPages } from '../shell'
import { AuthorityFilter } from './authority-filter'
import { CourseContent } from './course-content'

const SHOWN = 10

/** Finds a course of the catalogue by series and name, shows what is learned in it, and picks it. */
export function CoursePicker({ onPick }: { readonly onPick: (course: CourseLine) => void }) {
  const search = useSearch()
  const [series, setSeries] = useState('')
  const [authorityId, setAuthorityId] = useState('')
  const [opened, setOpened] = useState<string | null>(null)
  const query = { series: series || undefined, authorityId: authorityId || undefined, q: search.query }
  const remote = useRemotePages(`course-picker:${series}:${authorityId}:${search.query}`, (cursor) =>
    api.courses.list({ query: { ...query, limit: SHOWN, cursor } }),
  )
  return (
    <View className="ui-stack">
      <FilterBar
        search={<SearchField label="课程名称或拼音首字母" value={search.typed} onChange={search.setTyped} />}
        activeCount={(series ? 1 : 0) + (authorityId ? 1 : 0)}
        filters={
          <>
            <FilterSelect
              label="职称系列"
              value={series}
              options={optionsOf(QUALIFICATION_SERIES)}
              onChange={setSeries}
            />
            <AuthorityFilter
              value={authorityId}
              onChange={setAuthorityId}
              near={(remote.data ?? []).map(({ authority }) => authority)}
            />
          </>
        }
      />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="search" title="没有找到课程" note="换个系列、换个主管部门或换个词试试。" />}
      >
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
                {opened === course.id && <CourseContent courseId={course.id} />}
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
