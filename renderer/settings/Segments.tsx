import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import styles from './settings.module.css'

interface Props<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string; readonly lang?: string }[]
  readonly onChange: (value: T) => void
}

/** One of a few, side by side. */
export function Segments<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <div className={styles.row}>
      <span className={styles.name}>{label}</span>
      <ToggleButtonGroup
        className={styles.segments ?? ''}
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const chosen = options.find((option) => keys.has(option.value))
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <ToggleButton key={option.value} id={option.value} className={styles.segment ?? ''}>
            <span lang={option.lang}>{option.label}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}
