import type { A11y } from './a11y-options'

/** How WeChat is told what a thing is: it knows `aria-role` where a browser knows `role`. */
export function a11y({ role, label, hidden, checked, selected, disabled }: A11y): Record<string, string | undefined> {
  return {
    'aria-role': role,
    'aria-label': label,
    'aria-hidden': hidden ? 'true' : undefined,
    'aria-checked': checked === undefined ? undefined : String(checked),
    'aria-selected': selected === undefined ? undefined : String(selected),
    'aria-disabled': disabled ? 'true' : undefined,
  }
}
