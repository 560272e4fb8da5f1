import { readEnvironment } from '@jijiao/config/environment'
import { verifyChain } from './audit'
import { openDatabase } from './db/open'

/** `npm run audit:verify`: exit code 0 when the chain is whole, 1 with the place of the first fault. */
const database = await openDatabase(readEnvironment())
try {
  const { checked, head, fault } = await verifyChain(database.connection)
  if (fault) {
    process.stdout.write(`审计日志在第 ${fault.seq} 条被破坏（${fault.fault}），此前 ${checked} 条完好\n`)
    process.exitCode = 1
  } else {
    process.stdout.write(`审计日志完好：${checked} 条，末条校验值 ${head}\n`)
  }
} finally {
  await database.close()
}
