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
  legacyUnits: {
    tab: '旧单位',
    row: '每行一个单位',
    afterStart: '导入后，单位可以凭名称和代码，或凭三名人员接收。',
    undo: '这次新增的旧单位全部删除。已被接收或已有人员的，不能撤销。',
  },
  legacyPeople: {
    tab: '旧人员',
    row: '每行一人',
    afterStart: '单位已被接收的，人员直接绑定到接收的单位，并通知本人。',
    undo: '这次新增的旧人员全部删除。已绑定到单位的，不能撤销。',
  },
  legacyRecords: {
    tab: '旧记录',
    row: '每行一条记录',
    afterStart: '导入后，本人和接收单位都能查到。',
    undo: '这次新增的记录全部删除，同时登记的单位和人员保留。',
  },
  legacyCertificates: {
    tab: '旧证书',
    row: '每行一本证书',
    afterStart: '导入后，本人和接收单位都能查到，也能公开核验。',
    undo: '这次新增的证书全部删除，公开核验不再能查到。',
  },
}
