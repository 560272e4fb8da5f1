import { Text, View } from '@tarojs/components'
import { Choices, List, SectionTitle, Switch, type Theme } from '../../ui'
import { useDisplay } from './store'

const THEMES = [
  { value: 'system', label: '跟随系统' },
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
] as const satisfies readonly { value: Theme; label: string }[]

/** Size of the text, light or dark: whatever makes the pages easy to read. */
export function DisplaySettings() {
  const { isElder, theme, setElder, setTheme } = useDisplay()
  return (
    <>
      <SectionTitle>显示</SectionTitle>
      <List>
        <View className="ui-list-row">
          <Switch checked={isElder} onChange={setElder}>
            <Text>大字版</Text>
            <Text className="ui-list-note">文字和按钮都会变大</Text>
          </Switch>
        </View>
        <View className="ui-list-row ui-list-block">
          <Text>深色或浅色</Text>
          <Choices label="深色或浅色" value={theme} options={THEMES} onChange={setTheme} />
        </View>
      </List>
    </>
  )
}
