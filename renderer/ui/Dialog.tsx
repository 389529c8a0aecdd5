import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import styles from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'
import { scrollable } from './scrollable.ts'

interface Props {
  readonly isOpen: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly children: ReactNode
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode
  readonly size?: 'small' | 'normal' | 'large'
  /** Work is under way: a click outside does not close. */
  readonly busy?: boolean
  /** `alertdialog` where a person must decide. */
  readonly role?: 'dialog' | 'alertdialog'
}

/** A modal card: focus stays inside and returns to where it was; Escape and a click outside close it. */
export function Dialog(props: Props) {
  const { isOpen, onOpenChange, title, children, actions, size = 'normal', busy = false, role = 'dialog' } = props
  const { t } = useTranslation()
  return (
    <ModalOverlay className={styles.veil ?? ''} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable={!busy}>
      <Modal className={cx(styles.modal, size !== 'normal' && styles[size])}>
        <AriaDialog className={styles.dialog ?? ''} role={role}>
          <header className={styles.head}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton label={t('common.close')} shortcut="Escape" onPress={() => onOpenChange(false)}>
              <X />
            </IconButton>
          </header>
          <div ref={scrollable} className={styles.body}>
            {children}
          </div>
          {Boolean(actions) && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
