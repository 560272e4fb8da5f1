/** A browser asks for each right itself, at the moment of use. */
export async function askPrivacyConsent(): Promise<boolean> {
  return true
}
