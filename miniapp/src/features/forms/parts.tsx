import { Text, View } from '@tarojs/components'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, Card, Heading, StatusTag, useTurned } from '../../ui'

type PartsProps<T> = {
  readonly parts: readonly T[]
  /** Where they are in the form: the complaints about the first one are named `${path}/0/…`. */
  readonly path: string
  readonly errors: Readonly<Record<string, string | undefined>>
  readonly titleOf: (part: T, index: number) => string
  readonly summaryOf: (part: T) => string
  readonly onRemove: (index: number) => void
  readonly addText: string
  readonly onAdd: () => void
  /** The fields of the one that is open. */
  readonly children: (part: T, index: number) => ReactNode
}

/**
 * What a form has several of, each with fields of its own: one is open at a time, and of many as many are drawn as the
 * platform bears, so that the page stays short.
 */
export function Parts<T>(props: PartsProps<T>) {
  const { parts, path, errors, titleOf, summaryOf, onRemove, addText, onAdd, children } = props
  const [opened, setOpened] = useState<number | null>(null)
  const { shown, from, show, pager } = useTurned(parts)
  const faulty = new Set(
    Object.entries(errors).flatMap(([name, complaint]) => {
      const [of, index] = name.split('/')
      return complaint && of === path ? Number(index) : []
    }),
  )
  const firstFaulty = parts.findIndex((_, index) => faulty.has(index))

  function open(index: number): void {
    setOpened(index)
    show(index)
  }

  useEffect(() => {
    if (firstFaulty < 0) return
    setOpened(firstFaulty)
    show(firstFaulty)
  }, [firstFaulty, show])

  return (
    <>
      {shown.map((part, at) => {
        const index = from + at
        const title = titleOf(part, index)
        const isOpen = opened === index
        return (
          <Card key={index}>
            <View className="ui-stack">
              <View className="ui-row">
                <View className="ui-list-main">
                  <Heading>{title}</Heading>
                  {!isOpen && <Text className="ui-list-note">{summaryOf(part)}</Text>}
                  {!isOpen && faulty.has(index) && <StatusTag tone="bad">需要修改</StatusTag>}
                </View>
                <Button
                  kind="secondary"
                  small
                  label={`${isOpen ? '收起' : '修改'}：${title}`}
                  onPress={() => (isOpen ? setOpened(null) : open(index))}
                >
                  {isOpen ? '收起' : '修改'}
                </Button>
                <Button
                  kind="danger"
                  small
                  label={`删去：${title}`}
                  onPress={() => {
                    setOpened(null)
                    onRemove(index)
                  }}
                >
                  删去
                </Button>
              </View>
              {isOpen && children(part, index)}
            </View>
          </Card>
        )
      })}
      {pager}
      <Button
        kind="secondary"
        icon="plus"
        onPress={() => {
          onAdd()
          open(parts.length)
        }}
      >
        {addText}
      </Button>
    </>
  )
}
