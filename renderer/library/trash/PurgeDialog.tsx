import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/ApiProvider.tsx'
import { chunked, inTurn } from '../../api/chunks.ts'
import { useWork } from '../../api/useWork.ts'
import { navigate, parseRoute } from '../../app/route.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useToasts } from '../../ui/Toasts.tsx'
import { WorkProgress } from '../../ui/WorkProgress.tsx'

interface Props {
  readonly ids: readonly string[] | 'all'
  readonly count: number
  readonly onClose: () => void
}

/** The one question that Postil asks, since it is the one thing that cannot be taken back. */
export function PurgeDialog({ ids, count, onClose }: Props) {
  const { t } = useTranslation()
  const api = useApi()
  const toasts = useToasts()
  const work = useWork()
  const working = work.task !== null

  const purge = async (): Promise<void> => {
    const parts: readonly (readonly string[] | undefined)[] = ids === 'all' ? [undefined] : chunked(ids)
    const done = await work.run((task) =>
      inTurn(parts, (part) => api.emptyTrash({ ...(part === undefined ? {} : { ids: [...part] }), task })),
    )
    if (!done) return
    const deleted = done.flatMap((part) => part.deleted)
    const open = parseRoute(window.location.hash).articleId
    if (open !== null && deleted.includes(open)) navigate({ articleId: null })
    toasts.show({ message: t('library.purge.done', { count: deleted.length }) })
    onClose()
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      role="alertdialog"
      size="small"
      busy={working}
      title={ids === 'all' ? t('library.purge.titleAll') : t('library.purge.title', { count })}
      actions={
        working ? (
          <Button autoFocus onPress={work.cancel}>
            {t('save.stop')}
          </Button>
        ) : (
          <>
            <Button autoFocus onPress={onClose}>
              {t('common.cancel')}
            </Button>
            <Button variant="danger" onPress={purge}>
              {t('library.purge.confirm', { count })}
            </Button>
          </>
        )
      }
    >
      {working ? (
        <WorkProgress label={t('library.purge.working')} progress={work.progress} />
      ) : (
        <p>{t('library.purge.text', { count })}</p>
      )}
      {work.error && <ErrorNotice error={work.error} />}
    </Dialog>
  )
}
