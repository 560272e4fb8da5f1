/** Runs a task while no other window of this browser runs one of the same name. */
export async function exclusively<T>(name: string, task: () => Promise<T>): Promise<T> {
  // Locks need a secure context; on a plain address of the LAN there is one window at a time in practice.
  if (!navigator.locks) return task()
  return navigator.locks.request(name, task) as Promise<T>
}
