import { z } from 'zod'
import { colorSchema } from './highlight.ts'

export const SETTINGS_VERSION = 1

export const themes = ['system', 'paper', 'dark'] as const
export const localeChoices = ['system', 'en', 'fr'] as const

const fields = {
  theme: z.enum(themes),
  locale: z.enum(localeChoices),
  /** Size of the reading text in CSS pixels. */
  fontSize: z.number().int().min(14).max(30),
  /** Width of the text in characters of its own face. */
  textWidth: z.number().int().min(45).max(90),
  lastColor: colorSchema,
}

/** `settings.json`, in the library so that a moved library looks as it did. */
export const settingsSchema = z.looseObject({ version: z.literal(SETTINGS_VERSION), ...fields })
export type Settings = z.infer<typeof settingsSchema>

export const settingsPatchSchema = z.strictObject(fields).partial()

export const defaultSettings: Settings = {
  version: SETTINGS_VERSION,
  theme: 'system',
  locale: 'system',
  fontSize: 19,
  textWidth: 66,
  lastColor: 'yellow',
}
