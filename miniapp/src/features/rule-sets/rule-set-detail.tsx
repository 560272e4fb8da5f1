import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { BASIS_GRADE_LABELS, exemptionText, type RuleSetView } from '@jijiao/shared/rule-sets'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { open } from '../../platform/navigation'
import { Banner, Button, Card, type Fact, Facts, Heading, SectionTitle, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { DecisionSheet } from '../decisions'
import { AppPage, Loaded } from '../shell'
import { useMayRule } from './use-may-rule'
import { seriesInWords, VerifiedTag, yearsInWords } from './words'

const EVIDENCE_MAX = 500

/** One rule set: its hours, on what they rest, who vouches for it, and all its versions. */
export function RuleSetDetail({ ruleKey }: { readonly ruleKey: string }) {
  const params = { key: ruleKey }
  const remote = useRemote(`rule-set:${ruleKey}`, () => api.ruleSets.get({ params }))
  const history = useRemote(`rule-set-history:${ruleKey}`, () => api.ruleSets.history({ params }))
  const [sheet, setSheet] = useState<'confirm' | null>(null)
  const mayRule = useMayRule()
  const done = (words: string) => {
    setSheet(null)
    toast(words)
    void remote.reload()
    void history.reload()
  }
  return (
    <AppPage title="学时要求">
      <Loaded remote={remote}>
        {(ruleSet) => (
          <>
            {!ruleSet.verified && (
              <Banner tone="warn" icon="alert">
                还没有经人社主管部门确认，学员和单位看到的结果会注明“仅供参考”
              </Banner>
            )}
            <Card>
              <View className="ui-stack">
                <View className="ui-row">
                  <Heading level={1}>{`${ruleSet.regionName}，${yearsInWords(ruleSet)}`}</Heading>
                  <VerifiedTag verified={ruleSet.verified} />
                </View>
                <Facts facts={factsOf(ruleSet)} />
              </View>
            </Card>
            <View className="ui-buttons">
              {ruleSet.abilities.confirm && <Button onPress={() => setSheet('confirm')}>确认学时要求</Button>}
              {mayRule && !ruleSet.abilities.correct && (
                <Button kind="secondary" onPress={() => open('ruleSetForm', { after: ruleKey })}>
                  以此制定本地区的学时要求
                </Button>
              )}
              {ruleSet.abilities.correct && (
                <Button kind="secondary" onPress={() => open('ruleSetForm', { key: ruleKey })}>
                  更正学时要求
                </Button>
              )}
            </View>
            <SectionTitle>历次版本</SectionTitle>
            <Loaded remote={history}>
              {({ data: versions }) => (
                <Card>
                  <View className="ui-stack">
                    {versions.map((one) => (
                      <Version key={one.version} ruleSet={one} />
                    ))}
                  </View>
                </Card>
              )}
            </Loaded>
            {sheet === 'confirm' && (
              <DecisionSheet
                title="确认这份学时要求？"
                message="请与文件原文核对后再确认。写这个版本的人不能自己确认。"
                confirmText="确认学时要求"
                needsOpinion
                opinionLabel="依据的文件"
                isRead={false}
                readyReasons={[]}
                maxLength={EVIDENCE_MAX}
                decide={async (evidence, idempotencyKey) => {
                  const body = { version: ruleSet.version, evidence }
                  await api.ruleSets.confirm({ params, body }, { idempotencyKey })
                  done('已确认')
                }}
                onDismiss={() => setSheet(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function factsOf(ruleSet: RuleSetView): readonly Fact[] {
  const { content, confirmation } = ruleSet
  const { unit, basis } = content
  const perDay = unit.tenthsPerDay === null ? '没有规定' : `${formatCreditHours(unit.tenthsPerDay)} 学时`
  return [
    { name: '职称系列', value: seriesInWords(ruleSet) },
    {
      name: '每年合计',
      value: content.hasMinima ? `不少于 ${formatCreditHours(content.totalTenths)} 学时` : '还不清楚',
    },
    ...content.categories.map(({ code, minTenths }) => ({
      name: COURSE_CATEGORY_LABELS[code],
      value: `不少于 ${formatCreditHours(minTenths)} 学时`,
    })),
    ...(content.exemptions.length > 0
      ? [{ name: '个人减免', value: content.exemptions.map(exemptionText).join('；') }]
      : []),
    { name: '每天', value: unit.dayIsCap ? `${perDay}，不能超过` : perDay },
    { name: '依据', value: `${basis.text}（${BASIS_GRADE_LABELS[basis.grade]}）` },
    ...(confirmation
      ? [
          {
            name: '确认',
            value: `${confirmation.authority}，${dayAndClock(confirmation.at)}，依据：${confirmation.evidence}`,
          },
        ]
      : []),
  ]
}

function Version({ ruleSet: { version, createdAt, reason, verified, isCurrent } }: { readonly ruleSet: RuleSetView }) {
  return (
    <View>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{`第 ${version} 版${isCurrent ? '（现行）' : ''}`}</Text>
        <VerifiedTag verified={verified} />
      </View>
      <Text className="ui-list-note">{`${dayAndClock(createdAt)}，${reason ?? '系统初始设定'}`}</Text>
    </View>
  )
}
