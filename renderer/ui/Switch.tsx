import { Switch as AriaSwitch, type SwitchProps } from 'react-aria-components'
import styles from './Switch.module.css'

interface Props extends Omit<SwitchProps, 'className' | 'children'> {
  readonly label: string
}

/** On or off, at once. */
export function Switch({ label, ...props }: Props) {
  return (
    <AriaSwitch {...props} className={styles.switch ?? ''}>
      <span>{label}</span>
      <span className={styles.track} aria-hidden>
        <i />
      </span>
    </AriaSwitch>
  )
}
