import { z } from 'zod'
import { colorSchema } from './highlight.ts'

export const SETTINGS_VERSION = 1

export const themes = ['system', 'paper', 'dark'] as const
export const localeChoices = ['system', 'en', 'fr'] as const
/** The list's orders. `newest` and `oldest` by when they were saved, `published` and `updated` latest first. */
export const sorts = ['newest', 'oldest', 'updated', 'published', 'title', 'longest', 'shortest'] as const
export type Sort = (typeof sorts)[number]

const fields = {
  theme: z.enum(themes),
  locale: z.enum(localeChoices),
  /** Size of the reading text in CSS pixels. */
  fontSize: z.number().int().min(14).max(30),
  /** Width of the text in characters of its own face. */
  textWidth: z.number().int().min(45).max(90),
  lastColor: colorSchema,
  /** The order of the window's list. */
  sort: z.enum(sorts).default('newest'),
  /** A copy of the records (not the pictures) each day, in the library's `backups` folder. */
  dailyBackups: z.boolean().default(true),
  /** How many of those copies are kept. */
  backupsKept: z.number().int().min(1).max(365).default(7),
}

/** `settings.json`, in the library so that a moved library looks as it did. */
export const settingsSchema = z.looseObject({ version: z.literal(SETTINGS_VERSION), ...fields })
export type Settings = z.infer<typeof settingsSchema>

/** Without the defaults, which would turn what a patch leaves out into a change. */
export const settingsPatchSchema = z
  .strictObject({
    ...fields,
    sort: z.enum(sorts),
    dailyBackups: z.boolean(),
    backupsKept: fields.backupsKept.unwrap(),
  })
  .partial()

export const defaultSettings: Settings = {
  version: SETTINGS_VERSION,
  theme: 'system',
  locale: 'system',
  fontSize: 19,
  textWidth: 66,
  lastColor: 'yellow',
  sort: 'newest',
  dailyBackups: true,
  backupsKept: 7,
}
