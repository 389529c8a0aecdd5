import type { ParsedParams } from '../contract.ts'
import { exportJsonFile } from './json.ts'
import { exportMarkdownFiles } from './markdown.ts'
import type { Exporter } from './types.ts'

/** As the contract's `exportArticles` names them: a format without an exporter does not compile. */
export type ExportFormat = ParsedParams<'exportArticles'>['format']

export const exporters = {
  markdown: exportMarkdownFiles,
  json: exportJsonFile,
} as const satisfies Record<ExportFormat, Exporter>
