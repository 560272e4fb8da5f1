import { useLayoutEffect, useRef } from 'react'
import type { OverlayProps } from './props'

/** A sheet over the page; the browser keeps the focus inside, and Escape or a click beside it dismisses it. */
export function Overlay({ label, onDismiss, children }: OverlayProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Closed while it still stands on the page, it gives the focus back to what opened it.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // The question, not its first button: a key that is still held down must not be the answer.
    element?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="ui-dialog"
      tabIndex={-1}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onDismiss()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onDismiss()
      }}
    >
      <div className="ui-sheet">{children}</div>
    </dialog>
  )
}
