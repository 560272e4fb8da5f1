import { useEffect, useRef } from 'react'
import type { OverlayProps } from './props'

/** A sheet over the page; the browser keeps the focus inside, and Escape or a click beside it dismisses it. */
export function Overlay({ label, onDismiss, children }: OverlayProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="ui-dialog"
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
