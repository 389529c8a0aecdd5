import type { ReactNode, Ref } from 'react'
import {
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  type TextFieldProps,
} from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './TextField.module.css'

interface Props extends Omit<TextFieldProps, 'className' | 'children'> {
  readonly label: string
  readonly description?: string
  /** Shown beneath and read out; the field counts as invalid. */
  readonly error?: string | null
  readonly placeholder?: string
  /** Rows of a field for longer text; one line without. */
  readonly rows?: number
  /** Shown inside, at the start. */
  readonly icon?: ReactNode
  readonly inputRef?: Ref<HTMLInputElement>
}

export function TextField(props: Props) {
  const { label, description, error = null, placeholder, rows, icon, inputRef, ...rest } = props
  const place = placeholder === undefined ? {} : { placeholder }
  return (
    <AriaTextField {...rest} isInvalid={error !== null} className={styles.field ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      {rows === undefined ? (
        <div className={styles.frame}>
          {icon}
          <Input {...place} {...(inputRef ? { ref: inputRef } : {})} className={styles.input ?? ''} dir="auto" />
        </div>
      ) : (
        <TextArea {...place} rows={rows} className={cx(styles.frame, styles.area)} dir="auto" />
      )}
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  )
}
