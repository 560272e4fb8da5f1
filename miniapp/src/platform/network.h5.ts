export async function isOnline(): Promise<boolean> {
  return navigator.onLine
}

/** Calls back whenever the network comes or goes; returns how to stop. */
export function onNetworkChange(listener: (online: boolean) => void): () => void {
  const come = () => listener(true)
  const go = () => listener(false)
  window.addEventListener('online', come)
  window.addEventListener('offline', go)
  return () => {
    window.removeEventListener('online', come)
    window.removeEventListener('offline', go)
  }
}
