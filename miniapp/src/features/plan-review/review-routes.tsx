import { labelOf, QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import { REVIEWER_KINDS, type ReviewRouteView, TRAIL_STEP_LABELS } from '@jijiao/shared/plans'
import { regionName } from '@jijiao/shared/regions'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { Button, Card, Choices, type Column, Empty, FormError, Records, TextField, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { OptionalSelect, optionsOf, RegionField } from '../code-fields'
import { ActSheet } from '../decisions'
import { useForm } from '../forms'
import { AppPage, Loaded } from '../shell'

const STEPS = [
  { value: 'one', label: '行业主管部门审核' },
  { value: 'both', label: '行业主管部门审核后，再由人社主管部门审核' },
] as const

/** 审核路线: who reviews the plans of a region, a series, a year. */
export function ReviewRoutes() {
  const remote = useRemote('review-routes', () => api.plans.reviewRoutes())
  const [removing, setRemoving] = useState<ReviewRouteView | null>(null)
  return (
    <AppPage title="审核路线" wide>
      <Text className="ui-soft">
        没有设置的，由行业主管部门一步审核。范围越具体的路线越优先；已送审的计划不受影响。
      </Text>
      <Loaded remote={remote}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty icon="route" title="还没有设置审核路线" note="需要人社主管部门也审核时，在下面设置。" />
          ) : (
            <Records
              label="审核路线"
              items={data}
              idOf={({ id }) => id}
              nameOf={routeInWords}
              columns={COLUMNS}
              renderCard={(route) => <RouteCard route={route} />}
              actionsOf={(route) => [{ text: '取消设置', danger: true, onPress: () => setRemoving(route) }]}
            />
          )
        }
      </Loaded>
      {remote.data && <RouteForm onSaved={() => void remote.reload()} />}
      {removing && (
        <RemoveSheet
          route={removing}
          onDone={() => {
            setRemoving(null)
            void remote.reload()
          }}
          onDismiss={() => setRemoving(null)}
        />
      )}
    </AppPage>
  )
}

const seriesInWords = ({ series }: ReviewRouteView) => labelOf(QUALIFICATION_SERIES, series) ?? '所有系列'
const yearInWords = ({ year }: ReviewRouteView) => (year === null ? '所有年度' : `${year} 年`)
const stepsInWords = ({ steps }: ReviewRouteView) => steps.map((step) => TRAIL_STEP_LABELS[step]).join('，再')
const routeInWords = (route: ReviewRouteView) =>
  [regionName(route.regionCode), seriesInWords(route), yearInWords(route)].join('，')

const COLUMNS: readonly Column<ReviewRouteView>[] = [
  { title: '地区', value: ({ regionCode }) => regionName(regionCode) },
  { title: '职称系列', value: seriesInWords },
  { title: '年度', value: yearInWords },
  { title: '审核', value: stepsInWords },
  { title: '设置时间', value: ({ changedAt }) => dayAndClock(changedAt) },
]

function RouteCard({ route }: { readonly route: ReviewRouteView }) {
  return (
    <>
      <Text className="ui-strong">{routeInWords(route)}</Text>
      <Text className="ui-list-note">{stepsInWords(route)}</Text>
    </>
  )
}

type RouteValues = {
  readonly regionCode: string
  readonly series: string
  readonly year: string
  readonly steps: (typeof STEPS)[number]['value']
}

const NO_ROUTE: RouteValues = { regionCode: '', series: '', year: '', steps: 'both' }

function RouteForm({ onSaved }: { readonly onSaved: () => void }) {
  const form = useForm<RouteValues>({
    initial: NO_ROUTE,
    check: ({ regionCode, year }) => ({
      regionCode: regionCode ? undefined : '请选择地区',
      year: /^(2\d{3})?$/.test(year) ? undefined : '请填写四位数的年度，或不填写',
    }),
    submit: async ({ regionCode, series, year, steps }) => {
      const body = {
        regionCode,
        series: series || null,
        year: year ? Number(year) : null,
        steps: REVIEWER_KINDS.slice(0, steps === 'both' ? 2 : 1),
      }
      await api.plans.setReviewRoute({ body })
      toast('审核路线已保存')
      onSaved()
    },
  })
  return (
    <Card title="设置审核路线">
      <View className="ui-stack">
        <FormError message={form.message} details={form.details} />
        <View className="ui-form-grid">
          <RegionField
            isRequired
            value={form.values.regionCode}
            onChange={(code) => form.set('regionCode', code)}
            error={form.errors.regionCode}
          />
          <OptionalSelect
            label="职称系列"
            placeholder="所有系列"
            value={form.values.series}
            options={optionsOf(QUALIFICATION_SERIES)}
            onChange={(series) => form.set('series', series)}
            error={form.errors.series}
          />
          <TextField label="年度" optional kind="digits" maxLength={4} placeholder="所有年度" {...form.text('year')} />
        </View>
        <Choices
          label="由谁审核"
          value={form.values.steps}
          options={STEPS}
          onChange={(steps) => form.set('steps', steps)}
        />
        <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
          保存路线
        </Button>
      </View>
    </Card>
  )
}

type RemoveSheetProps = {
  readonly route: ReviewRouteView
  readonly onDone: () => void
  readonly onDismiss: () => void
}

const RemoveSheet = ({ route, onDone, onDismiss }: RemoveSheetProps) => (
  <ActSheet
    title="取消这条审核路线？"
    message={`${routeInWords(route)}。取消后，按范围更大的路线审核。`}
    confirmText="取消设置"
    danger
    intent={route.id}
    act={async (idempotencyKey) => {
      await api.plans.removeReviewRoute({ params: { routeId: route.id } }, { idempotencyKey })
      toast('已取消')
      onDone()
    }}
    onDismiss={onDismiss}
  />
)
