/** What the person said to each of the templates. */
export type SubscribeAnswer = { readonly accepted: readonly string[]; readonly refused: readonly string[] }
