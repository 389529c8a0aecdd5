import { ExportDialog } from '../export/ExportDialog.tsx'
import { TagsDialog } from '../library/TagsDialog.tsx'
import { PurgeDialog } from '../library/trash/PurgeDialog.tsx'
import { SaveDialog } from '../save/SaveDialog.tsx'
import { SettingsDialog } from '../settings/SettingsDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { ProblemsDialog } from './ProblemsDialog.tsx'
import type { Overlay } from './ShellContext.tsx'

interface Props {
  readonly overlay: Overlay | null
  readonly onClose: () => void
}

/** The one dialog that may be open. */
export function Overlays({ overlay, onClose }: Props) {
  switch (overlay?.kind) {
    case undefined:
      return null
    case 'save':
      return <SaveDialog way={overlay.way ?? 'url'} source={overlay.source ?? ''} onClose={onClose} />
    case 'export':
      return <ExportDialog ids={overlay.ids} onClose={onClose} />
    case 'tags':
      return <TagsDialog article={overlay.article} onClose={onClose} />
    case 'keys':
      return <KeysDialog onClose={onClose} />
    case 'problems':
      return <ProblemsDialog onClose={onClose} />
    case 'purge':
      return <PurgeDialog ids={overlay.ids} count={overlay.count} onClose={onClose} />
    case 'settings':
      return <SettingsDialog section={overlay.section ?? 'appearance'} onClose={onClose} />
  }
}
