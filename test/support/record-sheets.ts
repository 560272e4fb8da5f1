import type { TestTrainee } from './classes'

const HEADING =
  '姓名*,身份证号*,课程类型*,课程名称*,学习形式*,开始日期*,结束日期*,天数*,考核结果*,拟申报学时*,审核学时,施教机构*,年度*'

/** What a unit typed about a trainee's course, in the order of the template. */
export const recordLine = (
  { name, residentId }: Pick<TestTrainee, 'name' | 'residentId'>,
  course: string,
  hours = '18',
) => `${name},${residentId},专业课,${course},面授,2026/3/2,2026年3月4日,3,合格,${hours},,东莞市继续教育中心,2026`

export const recordSheet = (...lines: readonly string[]) => Buffer.from([HEADING, ...lines].join('\n'))
