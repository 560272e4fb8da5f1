/** What the template prints, as texts; the worker adds the drawing of the QR code. */
export type CertificateSheet = {
  readonly year: string
  readonly name: string
  readonly sex: string
  readonly residentId: string
  readonly unit: string
  readonly series: string
  readonly sums: readonly { readonly label: string; readonly courses: string; readonly hours: string }[]
  readonly totalCourses: string
  readonly totalHours: string
  readonly verdict: string
  readonly issuingBody: string
  readonly issuedOn: string
  readonly number: string
  /** Where a number can be looked up by hand. */
  readonly site: string
  /** What the QR code holds: the address, ending in `?p=`, and the signed digits. */
  readonly link: string
  readonly signed: string
}

export type RenderedFormat = 'pdf' | 'png'
