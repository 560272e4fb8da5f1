import { ensureH5Built } from './built'

/** Before the system starts: builds the browser client, unless the one that stands is newer than its sources. */
await ensureH5Built()
