import path from 'node:path'
import ariaAttributes from '../src/platform/aria-attributes.json'

type MiniPlatform = {
  platform: string
  runtimePath: string | string[]
  template?: { mergeComponents: (ctx: unknown, patch: Record<string, Record<string, string>>) => void }
}

type PluginContext = {
  registerMethod: (method: { name: string; fn: (platform: MiniPlatform) => void }) => void
}

/**
 * Taro's WXML templates carry no `aria-*` attributes, so a screen reader in WeChat would hear nothing that our
 * components say. This plugin adds them to the templates; `src/platform/aria.weapp.ts` tells the runtime the same.
 */
export default (ctx: PluginContext): void => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn: (platform) => {
      if (!platform.template) return
      platform.template.mergeComponents(ctx, ariaAttributes)
      const runtime = path.resolve(__dirname, '../src/platform/aria.weapp.ts')
      platform.runtimePath = [platform.runtimePath, runtime].flat()
    },
  })
}
