import { z } from 'zod'
import type { Contract } from '../http'
import { line } from '../http/fields'
import { mobileNumber, residentIdInput } from '../identifiers/fields'
import { accountEndpoints as endpoints } from './endpoints'
import { newPassword, phoneCode } from './fields'

const problems = ['phone_code_wrong', 'recovery_mismatch'] as const
const proof = { phone: mobileNumber, phoneCode, newPassword }

/** Of both it is only the phone's owner who learns anything, and only of an account with that phone. */
export const recoveryOperations = {
  recoverPassword: {
    ...endpoints.recoverPassword,
    summary: "Set a new password by a code texted to the account's phone; every sign-in ends. Also for unit accounts",
    body: z.strictObject({ userName: line(64), ...proof }),
    problems,
  },
  recoverAccount: {
    ...endpoints.recoverAccount,
    summary: 'Learn a forgotten user name and set a new password by ID number and phone; every sign-in ends',
    body: z.strictObject({ residentId: residentIdInput, ...proof }),
    answer: z.strictObject({ userName: z.string() }),
    problems,
  },
} as const satisfies Contract
