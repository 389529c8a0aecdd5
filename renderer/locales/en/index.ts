import { app } from './app.ts'
import { common } from './common.ts'
import { exporting } from './export.ts'
import { library } from './library.ts'
import { reader } from './reader.ts'
import { save } from './save.ts'
import { saves } from './saves.ts'
import { settings } from './settings.ts'

export const en = { common, app, library, save, saves, settings, export: exporting, reader }
