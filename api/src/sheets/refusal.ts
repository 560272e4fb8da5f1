/** Why a file is refused, as a sentence that says what to do about it. */
export const SHEET_REFUSALS = {
  empty: '文件是空的，请选择填写好的表格',
  tooLarge: '文件超过 5 MB，请分成几个文件上传',
  notASheet: '这不是 xlsx 或 CSV 表格，请下载模板填写后上传',
  oldExcel: '这是旧版 Excel（.xls）文件，请另存为 .xlsx 后上传',
  encrypted: '文件设有打开密码，请取消密码后上传',
  macros: '文件含有宏，请另存为不含宏的 .xlsx 后上传',
  bomb: '文件解压后的内容异常庞大，请用 Excel 或 WPS 重新保存后上传',
  malformed: '文件已损坏或不完整，请用 Excel 或 WPS 打开并重新保存后上传',
  unknownEncoding: '文字编码无法识别，请把 CSV 另存为 UTF-8 编码，或改用 xlsx',
  tooManyRows: '表格行数太多，请删去多余的行，或分成几个文件上传',
  tooManyColumns: '表格列数太多，请按模板的列填写，并清空右侧多余的单元格',
  tooMuchText: '单元格内容太长，请精简后上传',
  tooSlow: '文件内容太复杂，未能及时读完，请复制到新的模板后上传',
  busy: '同时上传的人较多，请稍后再试',
} as const
export type SheetRefusalReason = keyof typeof SHEET_REFUSALS

/** Thrown inside the worker, which knows nothing of problems. */
export class SheetRefusal extends Error {
  constructor(readonly reason: SheetRefusalReason) {
    super(SHEET_REFUSALS[reason])
    this.name = 'SheetRefusal'
  }
}
