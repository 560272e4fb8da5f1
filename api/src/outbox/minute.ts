const CHINA_OFFSET_MS = 8 * 3_600_000

/** `2026-03-02 09:00`, as the clocks in China show it: how a message or a copy tells an instant. */
export const minuteInChina = (instant: Date): string =>
  new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')
