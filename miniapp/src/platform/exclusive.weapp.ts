/** A mini-program runs once at a time, so there is nobody to keep out. */
export async function exclusively<T>(_name: string, task: () => Promise<T>): Promise<T> {
  return task()
}
