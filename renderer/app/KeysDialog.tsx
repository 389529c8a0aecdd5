import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './app.module.css'
import { shortcuts } from './shortcuts.ts'

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const groups = [
    {
      title: t('app.keysEverywhere'),
      rows: [
        { text: t('app.keySearch'), keys: shortcuts.search },
        { text: t('app.keySave'), keys: shortcuts.save },
        { text: t('app.keyPaste'), keys: shortcuts.paste },
        { text: t('app.keySettings'), keys: shortcuts.settings },
        { text: t('app.keyKeys'), keys: shortcuts.keys },
        { text: t('app.keyUndo'), keys: shortcuts.undo },
        { text: t('app.keyRedo'), keys: shortcuts.redo },
        { text: t('app.keyEscape'), keys: shortcuts.close },
      ],
    },
    {
      title: t('app.keysList'),
      rows: [
        { text: t('app.keyNext'), keys: shortcuts.next },
        { text: t('app.keyPrevious'), keys: shortcuts.previous },
        { text: t('app.keyOpen'), keys: shortcuts.open },
        { text: t('app.keyArchive'), keys: shortcuts.archive },
        { text: t('app.keyFavourite'), keys: shortcuts.favourite },
        { text: t('app.keyTags'), keys: shortcuts.tags },
        { text: t('app.keySelect'), keys: shortcuts.select },
        { text: t('app.keyDelete'), keys: shortcuts.delete },
        { text: t('app.keyMenu'), keys: shortcuts.menu },
      ],
    },
    {
      title: t('app.keysReader'),
      rows: [
        { text: t('app.keyScroll'), keys: shortcuts.scroll },
        { text: t('app.keySelectText'), keys: shortcuts.selectText },
        { text: t('app.keySelectWords'), keys: shortcuts.selectWords },
        { text: t('app.keyMoveWord'), keys: shortcuts.moveWord },
        { text: t('app.keyNextMatch'), keys: shortcuts.nextMatch },
        { text: t('app.keyPreviousMatch'), keys: shortcuts.previousMatch },
      ],
    },
    {
      title: t('app.keysHighlights'),
      rows: [
        { text: t('app.keyPaint'), keys: shortcuts.paint },
        { text: t('app.keyNote'), keys: shortcuts.note },
        { text: t('app.keyHighlightTags'), keys: shortcuts.highlightTags },
        { text: t('app.keyNextHighlight'), keys: shortcuts.nextHighlight },
        { text: t('app.keyPreviousHighlight'), keys: shortcuts.previousHighlight },
        { text: t('app.keyOpenHighlight'), keys: shortcuts.openHighlight },
        { text: t('app.keyDeleteHighlight'), keys: shortcuts.deleteHighlight },
        { text: t('app.keyLeave'), keys: shortcuts.close },
      ],
    },
  ]
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('app.keysTitle')} size="large">
      <div className={styles.keyGroups}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className={styles.keyTitle}>{group.title}</h3>
            <dl className={styles.keys}>
              {group.rows.map((row) => (
                <div key={row.text}>
                  <dt>{row.text}</dt>
                  <dd>
                    {row.keys.map((keys) => (
                      <Kbd key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
