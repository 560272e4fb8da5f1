import type { CodeEntry, CodeList } from './list'

/** The last digit of a professional qualification's code. */
export const QUALIFICATION_LEVELS = [
  { code: '1', label: '正高级' },
  { code: '2', label: '副高级' },
  { code: '3', label: '中级' },
  { code: '4', label: '助理级' },
  { code: '5', label: '员级' },
] as const satisfies CodeList
export type QualificationLevel = (typeof QUALIFICATION_LEVELS)[number]['code']

/** A professional qualification (职称). It is not a discipline (从事专业). */
export interface ProfessionalQualification extends CodeEntry {
  readonly seriesCode: string
  readonly level: QualificationLevel
}

/** Each line: the series, then its qualifications by last digit 1, 2, 3 …; - where there is none. */
const SERIES_ROWS = `
010 高等学校教师 教授 副教授 讲师（高校） 助教（高校）
020 中等专业学校教师 正高级讲师（中专） 高级讲师（中专） 讲师（中专） 助理讲师（中专） 教员（中专）
030 技工学校教师 正高级讲师（技校） 高级讲师（技校） 讲师（技校） 助理讲师（技校） 教员（技校）
040 技工学校教师（实习指导） 正高级实习指导教师 高级实习指导教师 一级实习指导教师 二级实习指导教师 三级实习指导教师
050 中学教师 正高级教师（中学） 高级教师（中学） 一级教师（中学） 二级教师（中学） 三级教师（中学）
070 实验技术人员 正高级实验师 高级实验师 实验师 助理实验师 实验员
080 工程技术人员 正高级工程师 高级工程师 工程师 助理工程师 技术员
090 农业技术人员（农艺） 农业技术推广研究员（农艺） 高级农艺师 农艺师 助理农艺师 农业技术员
100 农业技术人员（兽医） 农业技术推广研究员（兽医） 高级兽医师 兽医师 助理兽医师 兽医技术员
110 农业技术人员（畜牧） 农业技术推广研究员（畜牧） 高级畜牧师 畜牧师 助理畜牧师 畜牧技术员
120 经济专业人员 正高级经济师 高级经济师 经济师 助理经济师 经济员
130 会计专业人员 正高级会计师 高级会计师 会计师 助理会计师 会计员
140 统计专业人员 正高级统计师 高级统计师 统计师 助理统计师 统计员
150 出版专业人员（编审） 编审 副编审 编辑（出版） 助理编辑（出版）
160 出版专业人员（技术编辑） - - 技术编辑 助理技术编辑 技术设计员
170 出版专业人员（校对） - - 一级校对 二级校对 三级校对
180 翻译人员 译审 副译审 翻译 助理翻译
190 新闻专业人员（记者） 高级记者 主任记者 记者 助理记者
200 新闻专业人员（编辑） 高级编辑 主任编辑 编辑（新闻） 助理编辑（新闻）
220 播音员 播音指导 主任播音员 一级播音员 二级播音员 三级播音员
230 卫生技术人员（医师） 主任医师 副主任医师 主治医师 医师 医士
240 卫生技术人员（药剂） 主任药师 副主任药师 主管药师 药师 药士
250 卫生技术人员（护理） 主任护师 副主任护师 主管护师 护师 护士
260 卫生技术人员（技师） 主任技师 副主任技师 主管技师 技师 技士
270 工艺美术人员 正高级工艺美术师 高级工艺美术师 工艺美术师 助理工艺美术师 工艺美术员
280 艺术人员（演员） 一级演员 二级演员 三级演员 四级演员
290 艺术人员（演奏员） 一级演奏员 二级演奏员 三级演奏员 四级演奏员
300 艺术人员（编剧） 一级编剧 二级编剧 三级编剧 四级编剧
310 艺术人员（导演） 一级导演 二级导演 三级导演 四级导演
320 艺术人员（指挥） 一级指挥 二级指挥 三级指挥 四级指挥
330 艺术人员（作曲） 一级作曲 二级作曲 三级作曲 四级作曲
340 艺术人员（美术） 一级美术师 二级美术师 三级美术师 美术员
350 艺术人员（舞美设计） 一级舞美设计师 二级舞美设计师 三级舞美设计师 舞美设计员
360 艺术人员（舞台技术） - 主任舞台技师 舞台技师 舞台技术员
370 体育教练员 国家级教练 高级教练 一级教练 二级教练 三级教练
390 律师 一级律师 二级律师 三级律师 四级律师 律师助理
400 公证员 一级公证员 二级公证员 三级公证员 四级公证员 公证员助理
410 小学教师 正高级教师（小学） 高级教师（小学，副高级） 高级教师（小学） 一级教师（小学） 二级教师（小学） 三级教师（小学）
420 船舶技术人员（驾驶） 正高级船长 高级船长 船长（大副） 二副 三副
430 船舶技术人员（轮机） 正高级轮机长 高级轮机长 轮机长（大管轮） 二管轮 三管轮
440 船舶技术人员（电机） - 高级电机员 通用电机员（一等电机员） 二等电机员
450 船舶技术人员（报务） - 高级报务员 通用报务员 二等报务员 限用报务员
460 飞行技术人员（驾驶） 正高级飞行员 一级飞行员 二级飞行员 三级飞行员 四级飞行员
470 飞行技术人员（领航） 正高级领航员 一级领航员 二级领航员 三级领航员 四级领航员
480 飞行技术人员（通信） 正高级飞行通信员 一级飞行通信员 二级飞行通信员 三级飞行通信员 四级飞行通信员
490 飞行技术人员（机械） 正高级飞行机械员 一级飞行机械员 二级飞行机械员 三级飞行机械员 四级飞行机械员
500 船舶技术人员（引航） 正高级引航员 高级引航员 一、二级引航员 三、四级引航员
610 自然科学研究人员 研究员（自然科学） 副研究员（自然科学） 助理研究员（自然科学） 研究实习员（自然科学）
620 社会科学研究人员 研究员（社会科学） 副研究员（社会科学） 助理研究员（社会科学） 研究实习员（社会科学）
640 图书、资料专业人员 研究馆员（图书） 副研究馆员（图书） 馆员（图书） 助理馆员（图书） 管理员（图书）
650 文博专业人员 研究馆员（文博） 副研究馆员（文博） 馆员（文博） 助理馆员（文博） 管理员（文博）
660 档案专业人员 研究馆员（档案） 副研究馆员（档案） 馆员（档案） 助理馆员（档案） 管理员（档案）
670 群众文化专业人员 研究馆员（群众文化） 副研究馆员（群众文化） 馆员（群众文化） 助理馆员（群众文化） 管理员（群众文化）
680 审计专业人员 正高级审计师 高级审计师 审计师 助理审计师 审计员
690 法医专业人员 主任法医师 副主任法医师 主检法医师 法医师 法医士
980 思想政治工作人员 正高级政工师 高级政工师 政工师 助理政工师 政工员
`

const rows = SERIES_ROWS.trim()
  .split('\n')
  .map((row) => row.split(' '))
  .map(([code = '', label = '', ...titles]) => ({ code, label, titles }))

/** The series of GB/T 8561 (系列), `080` engineering, for example. */
export const QUALIFICATION_SERIES: CodeList = rows.map(({ code, label }) => ({ code, label }))

/**
 * GB/T 8561-2001: its series and titles as commonly published (the standard's own text was not at hand, so the rarely
 * used ones deserve a look before data is exchanged). Titles of the reform of 2017–2021 that the edition of 2001 lacks
 * (most 正高级 ones, and 412) have the number its scheme gives them. Series created since then, such as arbitrators or
 * computing titles of provinces, are not here.
 */
export const PROFESSIONAL_QUALIFICATIONS: readonly ProfessionalQualification[] = rows.flatMap(({ code, titles }) =>
  titles.flatMap((label, index) =>
    label === '-'
      ? []
      : {
          code: `${code.slice(0, 2)}${index + 1}`,
          label,
          seriesCode: code,
          // 416, the third grade of primary schools, is the only one beyond 5.
          level: QUALIFICATION_LEVELS[Math.min(index, 4)]?.code ?? '5',
        },
  ),
)

/** The qualifications of one series, highest first. */
export const qualificationsOf = (seriesCode: string) =>
  PROFESSIONAL_QUALIFICATIONS.filter((qualification) => qualification.seriesCode === seriesCode)
