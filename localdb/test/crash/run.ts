import { crashRounds } from './rounds'

const rounds = Number(process.argv[2] ?? 200)
const faults = await crashRounds(rounds, (round, rows) => {
  if (round % 10 === 0) console.log(`${round} of ${rounds} crashes, ${rows} acknowledged rows`)
})
for (const fault of faults) console.error(fault)
console.log(faults.length === 0 ? `${rounds} crashes, nothing lost` : `${faults.length} faults`)
process.exit(faults.length === 0 ? 0 : 1)
