import { useTranslation } from 'react-i18next'
import type { Params } from '../../main/core/contract.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { useWork, type Work } from '../api/useWork.ts'
import { useToasts } from '../ui/Toasts.tsx'
import { bundle } from './bundle.ts'
import { download } from './download.ts'

export type Format = Params<'exportArticles'>['format']
export type Ids = readonly string[] | 'all'

export interface Exporting extends Omit<Work, 'run'> {
  /** Each answers whether it was done. */
  readonly toFile: (ids: Ids, format: Format) => Promise<boolean>
  readonly toClipboard: (id: string, format: Format) => Promise<boolean>
}

export function useExport(): Exporting {
  const api = useApi()
  const toasts = useToasts()
  const { t } = useTranslation()
  const work = useWork()
  const { task, progress, error, cancel } = work

  const fetchFiles = async (ids: Ids, format: Format) => {
    const done = await work.run((name) =>
      api.exportArticles({ ids: ids === 'all' ? ids : [...ids], format, task: name }),
    )
    return done?.files ?? null
  }

  return {
    task,
    progress,
    error,
    cancel,
    async toFile(ids, format) {
      const files = await fetchFiles(ids, format)
      if (!files) return false
      const file = bundle(files, t('export.archiveName'))
      download(file)
      const count = ids === 'all' ? files.length : ids.length
      toasts.show({ message: t('export.done', { count, name: file.name }) })
      return true
    },
    async toClipboard(id, format) {
      const files = await fetchFiles([id], format)
      if (!files) return false
      try {
        await navigator.clipboard.writeText(files.map(({ text }) => text).join('\n'))
        toasts.show({ message: t('export.copied') })
        return true
      } catch {
        toasts.show({ message: t('export.copyFailed'), tone: 'error' })
        return false
      }
    },
  }
}
