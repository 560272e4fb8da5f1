import type { CodeEntry, CodeList } from './list'

/** GB/T 2261.1, complete. A resident ID number knows 1 and 2 only. */
export const SEXES = [
  { code: '0', label: '未知的性别' },
  { code: '1', label: '男' },
  { code: '2', label: '女' },
  { code: '9', label: '未说明的性别' },
] as const satisfies CodeList
export type SexCode = (typeof SEXES)[number]['code']

const ETHNICITY_NAMES =
  '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族'

/** GB/T 3304, numeric codes: all 56, and 97, 98 that information systems add to it. */
export const ETHNICITIES: CodeList = [
  ...ETHNICITY_NAMES.split(' ').map((label, index) => ({ code: String(index + 1).padStart(2, '0'), label })),
  { code: '97', label: '其他' },
  { code: '98', label: '外国血统中国籍人士' },
]

/** Each line: a code and its label; a mark # makes it a heading. */
const readRows = (rows: string): CodeEntry[] =>
  rows
    .trim()
    .split(/\s+/)
    .map((row) => {
      const [, heading, code = '', label = ''] = /^(#?)(\d+)(.+)$/.exec(row) ?? []
      return heading ? { code, label, isGroup: true } : { code, label }
    })

/** GB/T 4658-2006, complete: what was completed, in every state of completion. */
export const EDUCATIONS: CodeList = readRows(`
  #10研究生教育
  11博士研究生毕业 12博士研究生结业 13博士研究生肄业 14硕士研究生毕业 15硕士研究生结业 16硕士研究生肄业
  17研究生班毕业 18研究生班结业 19研究生班肄业
  #20大学本科教育
  21大学本科毕业 22大学本科结业 23大学本科肄业 28大学普通班毕业
  #30大学专科教育
  31大学专科毕业 32大学专科结业 33大学专科肄业
  #40中等职业教育
  41中等专科毕业 42中等专科结业 43中等专科肄业 44职业高中毕业 45职业高中结业 46职业高中肄业
  47技工学校毕业 48技工学校结业 49技工学校肄业
  #60普通高级中学教育
  61普通高中毕业 62普通高中结业 63普通高中肄业
  #70初级中学教育
  71初中毕业 73初中肄业
  #80小学教育
  81小学毕业 83小学肄业
  90其他
`)

/**
 * GB/T 6864-2003, complete as published. 213, 313 and 413 (art, a discipline since 2011) follow its scheme. Professional
 * degrees created after 2003 have no code in it: their holders choose 2, 3 or 4.
 */
export const DEGREES: CodeList = readRows(`
  1名誉博士
  2博士
  201哲学博士学位 202经济学博士学位 203法学博士学位 204教育学博士学位 205文学博士学位 206历史学博士学位 207理学博士学位
  208工学博士学位 209农学博士学位 210医学博士学位 211军事学博士学位 212管理学博士学位 213艺术学博士学位
  245临床医学博士专业学位 248兽医博士专业学位 250口腔医学博士专业学位
  3硕士
  301哲学硕士学位 302经济学硕士学位 303法学硕士学位 304教育学硕士学位 305文学硕士学位 306历史学硕士学位 307理学硕士学位
  308工学硕士学位 309农学硕士学位 310医学硕士学位 311军事学硕士学位 312管理学硕士学位 313艺术学硕士学位
  341法律硕士专业学位 342教育硕士专业学位 343工程硕士专业学位 344建筑学硕士专业学位 345临床医学硕士专业学位
  346工商管理硕士专业学位 347农业推广硕士专业学位 348兽医硕士专业学位 349公共管理硕士专业学位
  350口腔医学硕士专业学位 351公共卫生硕士专业学位 352军事硕士专业学位
  4学士
  401哲学学士学位 402经济学学士学位 403法学学士学位 404教育学学士学位 405文学学士学位 406历史学学士学位 407理学学士学位
  408工学学士学位 409农学学士学位 410医学学士学位 411军事学学士学位 412管理学学士学位 413艺术学学士学位
  444建筑学学士专业学位
`)
