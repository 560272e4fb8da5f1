import { goBack, replace } from '../../platform/navigation'
import { toast } from '../../ui'
import { AppPage, Loaded } from '../shell'
import { PlanForm } from './plan-form'
import { usePlan } from './use-plan'

/** Drafts a plan, or changes the one with the id. */
export function PlanFormPage({ planId }: { readonly planId: string | undefined }) {
  if (planId) return <EditPlan planId={planId} />
  return (
    <PlanForm
      existing={null}
      onSaved={(saved) => {
        toast('草稿已保存，核对后送审')
        replace('plan', { planId: saved.id })
      }}
    />
  )
}

function EditPlan({ planId }: { readonly planId: string }) {
  const remote = usePlan(planId)
  if (remote.data) {
    return (
      <PlanForm
        existing={remote.data}
        onSaved={() => {
          toast('已保存')
          goBack()
        }}
      />
    )
  }
  return (
    <AppPage title="修改课程计划">
      <Loaded remote={remote}>{() => null}</Loaded>
    </AppPage>
  )
}
