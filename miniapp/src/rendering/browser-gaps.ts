/** What components ask of a browser and jsdom does not have. To be imported before any component. */
/** A phone: lists are lists, not tables. */
export const IS_WIDE = false

Object.assign(window, {
  matchMedia: () => ({ matches: IS_WIDE, addEventListener: () => undefined, removeEventListener: () => undefined }),
})
HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
  this.open = true
}
HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
  this.open = false
}
Element.prototype.scrollIntoView = () => undefined
