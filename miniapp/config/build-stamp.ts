import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'

type PluginContext = {
  paths: { appPath: string }
  onBuildStart: (hook: () => void) => void
  onBuildFinish: (hook: (result: { error?: unknown }) => void) => void
}

/**
 * Leaves `dist/<platform>.built`, dated when the build began, so that nobody builds again what is fresh. A source
 * saved while it ran is newer than the stamp.
 */
export default (ctx: PluginContext): void => {
  const stamp = path.join(ctx.paths.appPath, 'dist', `${process.env.TARO_ENV}.built`)
  let startedAt = new Date()
  ctx.onBuildStart(() => {
    startedAt = new Date()
    rmSync(stamp, { force: true })
  })
  ctx.onBuildFinish(({ error }) => {
    if (error) return
    writeFileSync(stamp, '')
    utimesSync(stamp, startedAt, startedAt)
  })
}
