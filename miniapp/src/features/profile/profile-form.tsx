import type { ProfileView } from '@jijiao/shared/affiliations'
import { PROFILE_FIELD_LABELS } from '@jijiao/shared/affiliations'
import { EDUCATIONS } from '@jijiao/shared/codes'
import { ProblemError } from '@jijiao/shared/http'
import { checkMobileNumber, MOBILE_NUMBER_MESSAGES } from '@jijiao/shared/identifiers'
import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { api, currentAccountId, type Remote, renewSession } from '../../api'
import { Banner, Button, Card, FormError, SelectField, TextField } from '../../ui'
import { optionsOf } from '../code-fields'
import { useForm } from '../forms'
import { dropDraft, keepDraft, readDraft } from './draft'
import { OptionalFields } from './optional-fields'
import { PersonFacts } from './person-facts'
import { changesOf, inputOf, OPTIONAL_NAMES, type ProfileValues, valuesOf } from './values'

const CONFLICT = '没有保存：您的个人信息刚在别处修改过。最新内容已经载入，您刚才填写的也还在，请核对后再保存。'

type ProfileFormProps = {
  readonly profile: Remote<ProfileView>
  readonly submitText: string
  readonly onSaved: () => void
}

/** The profile as it is on the server, with what was typed on this device and not saved yet. */
export function ProfileForm({ profile, submitText, onSaved }: ProfileFormProps) {
  const [isConflicting, setConflicting] = useState(false)
  if (!profile.data) return null
  return (
    <Form
      // What was saved elsewhere in the meantime is taken in; the draft is laid over it again.
      key={`${profile.data.id}:${profile.data.version}`}
      view={profile.data}
      submitText={submitText}
      reload={profile.reload}
      isConflicting={isConflicting}
      onConflict={setConflicting}
      onSaved={onSaved}
    />
  )
}

type FormProps = Omit<ProfileFormProps, 'profile'> & {
  readonly view: ProfileView
  readonly reload: () => Promise<void>
  /** The last save was refused because another one came first. */
  readonly isConflicting: boolean
  readonly onConflict: (isConflicting: boolean) => void
}

function Form({ view, submitText, reload, isConflicting, onConflict, onSaved }: FormProps) {
  const accountId = currentAccountId() ?? ''
  const saved = valuesOf(view)
  const [draft] = useState(() => readDraft(accountId))
  const hasDraft = Object.keys(draft).length > 0
  const [isUnfolded, setUnfolded] = useState(false)
  const form = useForm<ProfileValues>({
    initial: { ...saved, ...draft },
    check: ({ phone, education }) => ({
      phone: phoneFault(phone, view.phone),
      education: education ? undefined : '请选择最高学历',
    }),
    submit: async (values, idempotencyKey) => {
      onConflict(false)
      const answer = await save(values, idempotencyKey)
      dropDraft(accountId)
      // Saved it is, even where the renewal gets no answer: the token is renewed anyway when it runs out.
      if (answer.tokenOutdated) await renewSession().catch(() => undefined)
      onSaved()
      await reload()
    },
  })
  const { values, errors } = form

  async function save(content: ProfileValues, idempotencyKey: string) {
    try {
      return await api.affiliations.saveProfile({ body: inputOf(content, view.version) }, { idempotencyKey })
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'state_conflict') {
        await reload()
        onConflict(true)
      }
      throw error
    }
  }

  const changes = changesOf(saved, values)
  const isOpen = isUnfolded || OPTIONAL_NAMES.some((name) => name in changes || errors[name])
  const draftText = JSON.stringify(changes)
  useEffect(() => keepDraft(accountId, JSON.parse(draftText)), [accountId, draftText])

  return (
    <View className="ui-stack">
      {hasDraft && (
        <Banner tone="info" icon="info">
          已恢复您上次填写、还没有保存的内容
        </Banner>
      )}
      <FormError message={form.message} details={form.details} />
      <Card title="实名信息">
        <PersonFacts view={view} />
      </Card>
      <Card title="必填信息">
        <View className="ui-stack">
          <TextField
            label={PROFILE_FIELD_LABELS.phone}
            kind="phone"
            maxLength={20}
            autoComplete="tel"
            placeholder={view.phone ?? '请输入手机号'}
            hint={view.phone ? `现在是 ${view.phone}，不换号码就不用填` : '单位经办人可以用它联系您'}
            {...form.text('phone')}
          />
          <SelectField
            label={PROFILE_FIELD_LABELS.education}
            value={values.education || null}
            options={optionsOf(EDUCATIONS)}
            onChange={(education) => form.set('education', education)}
            error={errors.education}
          />
        </View>
      </Card>
      {isOpen ? (
        <OptionalFields form={form} birthDate={view.birthDate} />
      ) : (
        <Card title="选填信息">
          <View className="ui-stack">
            <Text className="ui-soft">毕业院校、专业技术资格、职称系列、所在地区等，可以以后再补充。</Text>
            <Button kind="secondary" icon="plus" onPress={() => setUnfolded(true)}>
              填写选填信息
            </Button>
          </View>
        </Card>
      )}
      <FormError message={isConflicting ? CONFLICT : form.message} />
      <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
        {submitText}
      </Button>
    </View>
  )
}

/** `known`: the masked number that the server has. */
function phoneFault(typed: string, known: string | null): string | undefined {
  if (!typed.trim()) return known ? undefined : '请输入手机号'
  const check = checkMobileNumber(typed)
  return check.ok ? undefined : MOBILE_NUMBER_MESSAGES[check.problem]
}
