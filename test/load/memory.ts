/** The most memory that this process, the API and its client in one, has held so far, filling included. */
export const peakMiB = (): number => Math.round(process.resourceUsage().maxRSS / 1_024)
