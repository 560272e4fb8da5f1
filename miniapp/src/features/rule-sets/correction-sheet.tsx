import { COURSE_CATEGORY_LABELS, type CourseCategory, formatCreditHours } from '@jijiao/shared/classes'
import type { RuleSetView } from '@jijiao/shared/rule-sets'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError, Switch, TextField } from '../../ui'
import { useAction } from '../decisions'

const REASON_MAX = 500
const isHours = (text: string) => /^\d{1,4}(\.\d)?$/.test(text.trim())
const tenths = (text: string) => Math.round(Number(text) * 10)

type CorrectionSheetProps = {
  readonly ruleSet: RuleSetView
  readonly onCorrected: () => void
  readonly onDismiss: () => void
}

/** Corrects the hours themselves; everything else of the rule set stays as it is. */
export function CorrectionSheet({ ruleSet, onCorrected, onDismiss }: CorrectionSheetProps) {
  const { key, version, years, content } = ruleSet
  const [hasMinima, setHasMinima] = useState(content.hasMinima)
  const [total, setTotal] = useState(formatCreditHours(content.totalTenths))
  const [minima, setMinima] = useState<Partial<Record<CourseCategory, string>>>(() =>
    Object.fromEntries(content.categories.map(({ code, minTenths }) => [code, formatCreditHours(minTenths)])),
  )
  const [reason, setReason] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const { isPending, message, run } = useAction()

  async function correct(): Promise<void> {
    if (hasMinima && ![total, ...Object.values(minima)].every(isHours)) {
      setComplaint('学时请填写数字，最多一位小数，例如 72 或 30.5')
      return
    }
    if (reason.trim() === '') {
      setComplaint('请填写更正的原因和依据')
      return
    }
    const corrected = {
      hasMinima: true,
      totalTenths: tenths(total),
      categories: content.categories.map((one) => ({ ...one, minTenths: tenths(minima[one.code] ?? '0') })),
    }
    const body = {
      version,
      years,
      content: { ...content, ...(hasMinima ? corrected : { hasMinima: false }) },
      reason: reason.trim(),
    }
    await run(body, async (idempotencyKey) => {
      await api.ruleSets.correct({ params: { key }, body }, { idempotencyKey })
      onCorrected()
    })
  }

  return (
    <ConfirmSheet
      open
      title="更正学时"
      message="更正后成为新的版本，由另一人确认；已发的证书仍按原来的版本。"
      confirmText="保存更正"
      pending={isPending}
      onConfirm={() => void correct()}
      onDismiss={onDismiss}
    >
      <FormError message={complaint ?? message} />
      <Switch checked={hasMinima} onChange={setHasMinima}>
        文件规定了每年最低学时
      </Switch>
      {hasMinima && (
        <>
          <TextField label="每年合计不少于" kind="number" maxLength={6} value={total} onChange={setTotal} />
          {content.categories.map(({ code }) => (
            <TextField
              key={code}
              label={`${COURSE_CATEGORY_LABELS[code]}不少于`}
              kind="number"
              maxLength={6}
              value={minima[code] ?? ''}
              onChange={(next) => setMinima((all) => ({ ...all, [code]: next }))}
            />
          ))}
        </>
      )}
      <TextField label="更正的原因和依据" multiline maxLength={REASON_MAX} value={reason} onChange={setReason} />
    </ConfirmSheet>
  )
}
