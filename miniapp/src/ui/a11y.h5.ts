import type { A11y } from './a11y-options'

/** How a browser is told what a thing is. */
export function a11y({ role, label, hidden, checked, selected, disabled }: A11y): Record<string, string | undefined> {
  return {
    role,
    'aria-label': label,
    'aria-hidden': hidden ? 'true' : undefined,
    'aria-checked': checked === undefined ? undefined : String(checked),
    'aria-selected': selected === undefined ? undefined : String(selected),
    'aria-disabled': disabled ? 'true' : undefined,
  }
}
