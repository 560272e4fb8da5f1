import type { UnitRegistrationView } from '@jijiao/shared/accounts'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { replace } from '../../platform/navigation'
import { scrollToTop } from '../../platform/scroll'
import { Button, Result, Skeleton, Steps } from '../../ui'
import { useNotice } from '../session'
import { AppPage, Loaded } from '../shell'
import { OwnerStep } from './owner-step'
import { PhoneStep } from './phone-step'
import { forgetRegistration, keepRegistration, keptRegistration } from './registration'
import { UnitStep } from './unit-step'

const STEPS = ['实名认证人员', '单位信息', '短信验证'] as const

/** 单位注册: three steps, each kept by the server, so that a lost connection loses none of them. */
export function UnitRegistration() {
  const notice = useNotice()
  const [begun] = useState(keptRegistration)
  const resumed = useRemote(begun && `unit-registration:${begun}`, () =>
    // A registration that has lapsed begins anew; that is no error to show.
    api.accounts.unitRegistration({ params: { registrationId: begun ?? '' } }).catch(() => null),
  )
  const [latest, setLatest] = useState<UnitRegistrationView | null>()
  const [isMending, setMending] = useState(false)
  const [isDone, setDone] = useState(false)
  const registration = latest === undefined ? (resumed.data ?? null) : latest

  function proceed(next: UnitRegistrationView): void {
    keepRegistration(next.registrationId)
    setLatest(next)
    setMending(false)
    scrollToTop()
  }

  function startAgain(): void {
    forgetRegistration()
    setLatest(null)
  }

  if (resumed.isLoading) {
    return (
      <AppPage title="单位注册">
        <Skeleton />
      </AppPage>
    )
  }
  if (isDone) return <Registered name={registration?.unit?.name ?? ''} />
  const step = !registration ? 0 : registration.step === 'unit' || isMending ? 1 : 2
  return (
    <AppPage title="单位注册">
      <Steps steps={STEPS} current={step} />
      <Loaded remote={notice}>
        {(view) => (
          <>
            {step === 0 && <OwnerStep notice={view} onDone={proceed} />}
            {step === 1 && registration && <UnitStep registration={registration} onDone={proceed} />}
            {step === 2 && registration && (
              <PhoneStep
                registration={registration}
                onBack={() => setMending(true)}
                onDone={() => {
                  forgetRegistration()
                  setDone(true)
                }}
              />
            )}
          </>
        )}
      </Loaded>
      {step > 0 && (
        <Button kind="plain" onPress={startAgain}>
          从第一步重新填写
        </Button>
      )}
    </AppPage>
  )
}

function Registered({ name }: { readonly name: string }) {
  return (
    <AppPage title="单位注册">
      <Result
        outcome="success"
        title="注册成功"
        note={`${name}的单位账号已可使用。单位账号只管理经办人，业务由经办人办理。`}
      >
        <Button onPress={() => replace('operators')}>去添加经办人</Button>
      </Result>
    </AppPage>
  )
}
