import type { z } from 'zod'
import type { FieldError } from './problems'

const UNITS: Record<string, string> = { string: '个字', array: '项', set: '项', file: '字节' }

/** Plain sentences instead of a schema library's jargon. A schema's own message comes first. */
export const chineseMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null || issue.input === '' ? '请填写' : '填写的内容格式不正确'
    case 'too_small': {
      if (issue.origin === 'string' && issue.minimum === 1) return '请填写'
      if (issue.origin === 'array' && issue.minimum === 1) return '请至少选择一项'
      const unit = UNITS[issue.origin]
      return unit ? `至少 ${issue.minimum} ${unit}` : `不能小于 ${issue.minimum}`
    }
    case 'too_big': {
      const unit = UNITS[issue.origin]
      return unit ? `最多 ${issue.maximum} ${unit}` : `不能大于 ${issue.maximum}`
    }
    case 'invalid_value':
      return '请从给出的选项中选择'
    case 'unrecognized_keys':
      return `不认识的内容：${issue.keys.join('、')}`
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的倍数`
    default:
      return '填写的内容格式不正确'
  }
}

/** Every wrong field with its JSON pointer (RFC 6901), for a problem's `errors`. */
export function fieldErrors(error: z.ZodError, prefix = '#'): FieldError[] {
  return error.issues.map((issue) => ({
    pointer: [prefix, ...issue.path.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/'),
    detail: issue.message,
  }))
}
