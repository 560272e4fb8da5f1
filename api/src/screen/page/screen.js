// The hall's screen. It runs as it is in the browser of whatever computer the hall has: plain JavaScript, no build.
const POLL_MS = 1_500
const RETRY_MS = 3_000

const sessionId = location.pathname.split('/').at(-1)
const token = location.hash.slice(1)
const element = (id) => document.getElementById(id)

/** Server time minus ours; a hall's computer may be minutes wrong. */
let offsetMs = 0
let view = null
let timer = 0

const serverNow = () => performance.timeOrigin + performance.now() + offsetMs

async function refresh() {
  clearTimeout(timer)
  let delay = POLL_MS
  try {
    const askedAt = performance.now()
    const response = await fetch(`/api/v1/screens/${sessionId}/${encodeURIComponent(token)}`, { cache: 'no-store' })
    if (response.status === 401 || response.status === 404 || response.status === 422) return end()
    if (!response.ok) throw new Error(`answered ${response.status}`)
    view = await response.json()
    const halfTrip = (performance.now() - askedAt) / 2
    offsetMs = Date.parse(view.serverNow) + halfTrip - (performance.timeOrigin + performance.now())
    show()
    element('offline').hidden = true
    // Never show a code past its slot: ask again right when the next one begins.
    delay = Math.max(50, Math.min(POLL_MS, Date.parse(view.slotEndsAt) - serverNow() + 20))
  } catch {
    element('offline').hidden = false
    delay = RETRY_MS
  }
  timer = setTimeout(refresh, delay)
}

function show() {
  element('live').hidden = false
  element('class-name').textContent = view.className
  element('session-line').textContent = [
    `${timeOf(view.startsAt)}–${timeOf(view.endsAt)}`,
    `${timeOf(lateAt())} 后签到记为迟到`,
    view.place,
    // Last, because it may be long: what does not fit is left out.
    view.remark,
  ]
    .filter(Boolean)
    .join('　')
  if (element('qr').dataset.link !== view.link) {
    element('qr').dataset.link = view.link
    element('qr').src = `data:image/svg+xml,${encodeURIComponent(view.svg)}`
  }
  element('digits').textContent = `${view.digits.slice(0, 3)} ${view.digits.slice(3)}`
  element('arrived').textContent = view.arrived
  element('expected').textContent = view.expected
}

const lateAt = () => new Date(Date.parse(view.startsAt) + view.lateAfterMinutes * 60_000).toISOString()

/** Halls are in China, whatever zone the computer is set to. */
const chinaTime = (instant, withSeconds) => {
  const shifted = new Date(instant + 8 * 3_600_000).toISOString()
  return shifted.slice(11, withSeconds ? 19 : 16)
}
const timeOf = (text) => chinaTime(Date.parse(text), false)

function draw() {
  if (view) {
    const left = (Date.parse(view.slotEndsAt) - serverNow()) / (view.slotSeconds * 1_000)
    element('slot-left').style.transform = `scaleX(${Math.max(0, Math.min(1, left))})`
    element('clock').textContent = chinaTime(serverNow(), true)
  }
  requestAnimationFrame(draw)
}

function end() {
  element('live').hidden = true
  element('ended').hidden = false
}

async function keepAwake() {
  try {
    await navigator.wakeLock?.request('screen')
  } catch {
    // Not granted (battery saver, hidden tab): the hall's computer then follows its own power settings.
  }
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') {
    keepAwake()
    refresh()
  }
})
keepAwake()
refresh()
draw()
