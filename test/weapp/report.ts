import { ensureWeappBuilt } from '../../miniapp/scripts/built'
import { inspectBuild } from './inspect'

const { packages, faults } = inspectBuild(await ensureWeappBuilt())
for (const { name, bytes, limit, pages } of packages) {
  console.log(`${name.padEnd(28)} ${(bytes / 1024).toFixed(0).padStart(6)} KB of ${limit / 1024} KB, ${pages} pages`)
}
for (const fault of faults) console.error(`✗ ${fault}`)
if (faults.length > 0) process.exit(1)
console.log('no remote assets, no forbidden APIs')
