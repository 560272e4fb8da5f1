export { NudgeButton } from './nudge-button'
