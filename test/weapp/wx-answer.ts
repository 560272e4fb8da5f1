export type WxOptions = Readonly<Record<string, unknown>> & {
  readonly success?: (result: unknown) => void
  readonly fail?: (result: unknown) => void
  readonly complete?: (result: unknown) => void
}

/** Answers a `wx` call as WeChat does: through the callbacks and, without them, as a promise. */
export function answer(name: string, options: WxOptions | undefined, act: () => unknown): Promise<unknown> | undefined {
  const settled = Promise.resolve()
    .then(act)
    .then((result) => ({ isDone: true, result: { errMsg: `${name}:ok`, ...(result as object | undefined) } }))
    .catch((error: Error) => ({ isDone: false, result: { errMsg: `${name}:fail ${error.message}` } }))
    .then(({ isDone, result }) => {
      if (isDone) options?.success?.(result)
      else options?.fail?.(result)
      options?.complete?.(result)
      if (!isDone && !options?.fail && !options?.success && !options?.complete) throw result
      return result
    })
  return options?.success || options?.fail || options?.complete ? void settled : settled
}
