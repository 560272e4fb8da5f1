import type { ImportKind } from '@jijiao/shared/imports'

type Words = {
  /** In a tab, beside the other kinds. */
  readonly tab: string
  /** What a row of the table is. */
  readonly row: string
  readonly afterStart: string
  readonly undo: string
}

export const IMPORT_WORDS: Readonly<Record<ImportKind, Words>> = {
  creditRecords: {
    tab: '申报学时',
    row: '每行一人一门课',
    afterStart: '导入后成为草稿，要在“学时申报”里确认才会认定。',
    undo: '这次导入的记录全部删除。已经有记录被确认或认定的，不能撤销。',
  },
  trainees: {
    tab: '添加学员',
    row: '每行一人',
    afterStart: '导入后直接成为本单位的学员，并通知本人；本人可以提出异议。',
    undo: '这次导入的人员全部解除绑定。已经有人进入培训班、有了学时或改过资料的，不能撤销。',
  },
}
