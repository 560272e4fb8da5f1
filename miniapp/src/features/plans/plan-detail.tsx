import {
  PLAN_ACTION_LABELS,
  PLAN_STATE_LABELS,
  type PlanDecision,
  type PlanView,
  TRAIL_RESULT_LABELS,
  TRAIL_STEP_LABELS,
} from '@jijiao/shared/plans'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { goBack, open } from '../../platform/navigation'
import { Banner, Button, Card, Heading, StatusTag, toast, useTurned } from '../../ui'
import { dayInWords, waitedInWords } from '../calendar'
import { actionable, DecisionSheet } from '../decisions'
import { NudgeButton } from '../nudge'
import { Differences, Trail } from '../review-trail'
import { AppPage, Loaded } from '../shell'
import { PlanFacts, PlannedClassCard } from './plan-facts'
import { type PlanMove, PlanMoveSheet } from './plan-move-sheet'
import { usePlan } from './use-plan'
import { differencesOf, PLAN_TONES, TRAIL_TONES } from './words'

const READY_OPINIONS = ['课程内容与系列不符', '学时计算有误', '师资信息不完整', '时间安排冲突，请调整', '材料不完整']
const OPINION_MAX = 500

const DECISIONS = {
  approve: { title: '同意这个计划？', message: '最后一步同意后，系统会按计划建立培训班。' },
  return: { title: '退案给单位修改？', message: '单位修改后可以再次送审。' },
  reject: { title: '不同意并结案？', message: '结案后不能恢复，单位只能另报计划。' },
} as const satisfies Record<PlanDecision, { title: string; message: string }>

type Asking = { readonly move: PlanMove } | { readonly decision: PlanDecision }

/** One plan with everything that its unit does with it, and everything that a decision on it needs. */
export function PlanDetail({ planId }: { readonly planId: string }) {
  const remote = usePlan(planId)
  const [asking, setAsking] = useState<Asking | null>(null)
  const settled = (words: string) => {
    setAsking(null)
    toast(words)
    void remote.reload()
  }
  const acted = actionable(remote.data)
  return (
    <AppPage title="课程计划" wide footer={acted && <Actions plan={acted} onAsk={setAsking} />}>
      <Loaded remote={remote}>
        {(plan) => (
          <>
            <Summary plan={plan} />
            <View className="ui-columns">
              <View className="ui-column">
                <PlanFacts plan={plan} />
                <PlannedClasses classes={plan.classes} />
              </View>
              <View className="ui-column">
                <Conflicts planId={planId} version={plan.version} />
                {plan.trail.length > 0 && <PlanTrail plan={plan} />}
              </View>
            </View>
            {asking && 'move' in asking && (
              <PlanMoveSheet
                move={asking.move}
                plan={plan}
                onMoved={(words) => (asking.move === 'remove' ? goBack() : settled(words))}
                onDismiss={() => setAsking(null)}
              />
            )}
            {asking && 'decision' in asking && (
              <DecisionSheet
                {...DECISIONS[asking.decision]}
                confirmText={PLAN_ACTION_LABELS[asking.decision]}
                isRefusal={asking.decision !== 'approve'}
                readyReasons={READY_OPINIONS}
                maxLength={OPINION_MAX}
                decide={async (opinion, idempotencyKey) => {
                  const body = { version: plan.version, decision: asking.decision, opinion }
                  await api.plans.decide({ params: { planId }, body }, { idempotencyKey })
                  settled('审核意见已提交')
                }}
                onDismiss={() => setAsking(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function Summary({ plan }: { readonly plan: PlanView }) {
  const { reviewStep, reviewingBody, submittedAt } = plan
  return (
    <Card>
      <View className="ui-stack-close">
        <Heading level={2} className="ui-heading-display">
          {plan.name}
        </Heading>
        <StatusTag tone={PLAN_TONES[plan.state]}>{PLAN_STATE_LABELS[plan.state]}</StatusTag>
        {reviewStep && submittedAt && (
          <Text className="ui-soft">
            {`等待${reviewingBody?.name ?? TRAIL_STEP_LABELS[reviewStep]}审核，${waitedInWords(submittedAt)}送审`}
          </Text>
        )}
      </View>
    </Card>
  )
}

/** A card is as heavy as two rows. */
function PlannedClasses({ classes }: Pick<PlanView, 'classes'>) {
  const { shown, pager } = useTurned(classes, 2)
  return (
    <>
      {shown.map((planned) => (
        <PlannedClassCard key={planned.id} planned={planned} />
      ))}
      {pager}
    </>
  )
}

function Conflicts({ planId, version }: { readonly planId: string; readonly version: number }) {
  const remote = useRemote(`teacher-conflicts:${planId}:${version}`, () =>
    api.plans.teacherConflicts({ params: { planId } }),
  )
  return (remote.data?.data ?? []).map(({ teacher, plannedClass, with: other }) => (
    <Banner key={`${teacher.id}${plannedClass.id}${other.id}`} tone="warn" icon="alert">
      {`${teacher.name}在“${plannedClass.name}”期间还有“${other.name}”（${dayInWords(other.startsOn)}至${dayInWords(other.endsOn)}）`}
    </Banner>
  ))
}

function PlanTrail({ plan }: { readonly plan: PlanView }) {
  return (
    <Card title="审批流程">
      <Trail
        entries={plan.trail.map((line) => ({
          step: TRAIL_STEP_LABELS[line.step],
          organization: line.organization.name,
          operator: line.operator,
          at: line.at,
          result: TRAIL_RESULT_LABELS[line.result],
          tone: TRAIL_TONES[line.result],
          opinion: line.opinion,
          details: <Differences title="与上次送审相比" differences={differencesOf(line.changes)} />,
        }))}
      />
    </Card>
  )
}

function Actions({ plan, onAsk }: { readonly plan: PlanView; readonly onAsk: (asking: Asking) => void }) {
  const { abilities, id: planId } = plan
  return (
    <View className="ui-footer-actions">
      {abilities.submit && <Button onPress={() => onAsk({ move: 'submit' })}>{PLAN_ACTION_LABELS.submit}</Button>}
      {abilities.edit && (
        <Button kind="secondary" onPress={() => open('planForm', { planId })}>
          {PLAN_ACTION_LABELS.edit}
        </Button>
      )}
      {abilities.withdraw && (
        <Button kind="secondary" onPress={() => onAsk({ move: 'withdraw' })}>
          {PLAN_ACTION_LABELS.withdraw}
        </Button>
      )}
      {abilities.withdraw && <NudgeButton kind="plan" id={planId} />}
      {abilities.remove && (
        <Button kind="danger" onPress={() => onAsk({ move: 'remove' })}>
          {PLAN_ACTION_LABELS.remove}
        </Button>
      )}
      {abilities.approve && (
        <Button onPress={() => onAsk({ decision: 'approve' })}>{PLAN_ACTION_LABELS.approve}</Button>
      )}
      {abilities.return && (
        <Button kind="secondary" onPress={() => onAsk({ decision: 'return' })}>
          {PLAN_ACTION_LABELS.return}
        </Button>
      )}
      {abilities.reject && (
        <Button kind="danger" onPress={() => onAsk({ decision: 'reject' })}>
          {PLAN_ACTION_LABELS.reject}
        </Button>
      )}
    </View>
  )
}
