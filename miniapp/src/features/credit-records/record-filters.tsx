import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS, type CourseCategory } from '@jijiao/shared/classes'
import { useState } from 'react'
import { yearOptions } from '../calendar'
import { FilterSelect } from '../code-fields'
import { SearchField, useSearch } from '../search'

const YEARS = yearOptions()
const CATEGORIES = COURSE_CATEGORIES.map((value) => ({ value, label: COURSE_CATEGORY_LABELS[value] }))

/** The conditions that every list of records has: a course's name, a year, a category. */
export function useRecordFilters() {
  const course = useSearch()
  const [year, setYear] = useState('')
  const [category, setCategory] = useState('')
  return {
    course,
    query: {
      course: course.query,
      year: year ? Number(year) : undefined,
      category: category ? (category as CourseCategory) : undefined,
    },
    /** Tells one set of conditions from another. */
    key: `${course.query}:${year}:${category}`,
    activeCount: [course.query, year, category].filter(Boolean).length,
    fields: (
      <>
        <SearchField label="课程名称" value={course.typed} onChange={course.setTyped} />
        <FilterSelect label="年度" value={year} options={YEARS} onChange={setYear} />
        <FilterSelect label="课程类型" value={category} options={CATEGORIES} onChange={setCategory} />
      </>
    ),
  }
}
