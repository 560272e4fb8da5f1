import { type CertificateSheet, createRenderer } from '@jijiao/api/features/certificates'

/**
 * How fast certificates are drawn, and what it costs in memory: the first one, which loads the fonts, one after another,
 * 500 in one file, and whether the event loop stays free meanwhile.
 */
const AFTER_THE_FIRST = 40
const PICTURES = 5
const SELECTION = 500
const SAMPLE_MS = 5

const sheet = (index: number): CertificateSheet => ({
  year: '2025',
  name: `欧阳小${[...'赵钱孙李周吴郑王冯陈'][index % 10]}`,
  sex: index % 2 ? '男' : '女',
  residentId: `44190019900101${String(index).padStart(4, '0')}`,
  unit: `东莞市第${index}中学`,
  series: '中学教师',
  sums: [
    { label: '公需课', courses: '2', hours: '30' },
    { label: '专业课', courses: '3', hours: String(42 + (index % 20)) },
    { label: '个人选修', courses: '1', hours: '18' },
  ],
  totalCourses: '6',
  totalHours: String(90 + (index % 20)),
  verdict: '通过',
  issuingBody: '东莞市人力资源和社会保障局',
  issuedOn: '2025年12月31日',
  number: `2025-441900-${String(index).padStart(10, '0')}-00`,
  site: 'https://jijiao.example.cn/v',
  link: 'https://jijiao.example.cn/v/7YWHMfk9JZe1LMNgQkqPQR?p=',
  signed: String(index % 10 || 7).repeat(760),
})

const rss = () => process.memoryUsage().rss / 2 ** 20
const before = rss()
let peak = before
let longestStall = 0
let sampledAt = performance.now()
const sampler = setInterval(() => {
  peak = Math.max(peak, rss())
  longestStall = Math.max(longestStall, performance.now() - sampledAt - SAMPLE_MS)
  sampledAt = performance.now()
}, SAMPLE_MS)

const render = createRenderer()
async function timed(count: number, format: 'pdf' | 'png', from: number) {
  const sheets = Array.from({ length: count }, (_, index) => sheet(from + index))
  const startedAt = performance.now()
  const file = await render(sheets, format)
  return { ms: performance.now() - startedAt, kib: file.length / 1_024 }
}
async function oneByOne(times: number, format: 'pdf' | 'png', from: number) {
  const all: number[] = []
  for (let index = 0; index < times; index += 1) all.push((await timed(1, format, from + index)).ms)
  all.sort((a, b) => a - b)
  const at = (share: number) => Math.round(all[Math.floor((all.length - 1) * share)] ?? 0)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`
}

const first = await timed(1, 'pdf', 0)
const next = await oneByOne(AFTER_THE_FIRST, 'pdf', 1)
const pictures = await oneByOne(PICTURES, 'png', 100)
const peakOfSingles = peak
longestStall = 0
const many = await timed(SELECTION, 'pdf', 1_000)
clearInterval(sampler)

const mib = (value: number) => `${Math.round(value)} MiB`
process.stdout.write(
  `${[
    `first PDF           ${Math.round(first.ms)} ms, ${Math.round(first.kib)} KiB`,
    `PDF after the first ${next} (${AFTER_THE_FIRST} different ones)`,
    `PNG                 ${pictures}`,
    `${SELECTION} in one PDF      ${Math.round(many.ms)} ms, ${Math.round(many.kib)} KiB; the loop stalled ${Math.round(longestStall)} ms at most`,
    `memory              ${mib(before)} before, peak ${mib(peakOfSingles)} for single ones, ${mib(peak)} for ${SELECTION}`,
  ].join('\n')}\n`,
)
process.exit()
