export type RealNameProvider = {
  /** Whether name and resident ID number belong together. */
  verify(person: { readonly name: string; readonly residentId: string }): Promise<boolean>
}
