import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Params } from '../../main/core/contract.ts'
import type { ErrorData } from '../../main/core/result.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { newTask } from '../save/task.ts'
import { useToasts } from '../ui/Toasts.tsx'
import { bundle } from './bundle.ts'
import { download } from './download.ts'

export type Format = Params<'exportArticles'>['format']
export type Ids = readonly string[] | 'all'

export interface Exporting {
  /** The task under way; null while there is none. */
  readonly task: string | null
  readonly error: ErrorData | null
  /** Each answers whether it was done. */
  readonly toFile: (ids: Ids, format: Format) => Promise<boolean>
  readonly toClipboard: (id: string, format: Format) => Promise<boolean>
  readonly cancel: () => void
}

export function useExport(): Exporting {
  const api = useApi()
  const toasts = useToasts()
  const { t } = useTranslation()
  const [task, setTask] = useState<string | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const running = useRef<string | null>(null)

  useEffect(
    () => () => {
      if (running.current !== null) void api.cancelTask({ task: running.current })
    },
    [api],
  )

  const fetchFiles = async (ids: Ids, format: Format) => {
    const name = newTask()
    running.current = name
    setTask(name)
    setError(null)
    const result = await api.exportArticles({ ids: ids === 'all' ? ids : [...ids], format, task: name })
    running.current = null
    setTask(null)
    if (result.ok) return result.value.files
    if (result.error.code !== 'cancelled') setError(result.error)
    return null
  }

  return {
    task,
    error,
    cancel: () => {
      if (running.current !== null) void api.cancelTask({ task: running.current })
    },
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
