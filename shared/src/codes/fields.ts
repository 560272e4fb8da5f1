import { z } from 'zod'
import { type CodeList, isCodeOf } from './list'

/** A code that a picker of this list would offer. */
export const codeOf = (list: CodeList) =>
  z
    .string()
    .max(20)
    .refine((code) => isCodeOf(list, code), { error: '请从给出的选项中选择' })
