import { Minus, Plus } from 'lucide-react'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './settings.module.css'

interface Props {
  readonly label: string
  readonly less: string
  readonly more: string
  readonly value: number
  readonly shown: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly onChange: (value: number) => void
}

export function Stepper({ label, less, more, value, shown, min, max, step, onChange }: Props) {
  return (
    <div className={styles.row}>
      <span className={styles.name}>{label}</span>
      <fieldset className={styles.stepper} aria-label={label}>
        <IconButton label={less} isDisabled={value <= min} onPress={() => onChange(Math.max(min, value - step))}>
          <Minus />
        </IconButton>
        <output className={styles.value}>{shown}</output>
        <IconButton label={more} isDisabled={value >= max} onPress={() => onChange(Math.min(max, value + step))}>
          <Plus />
        </IconButton>
      </fieldset>
    </div>
  )
}
