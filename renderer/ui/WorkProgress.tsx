import type { Events } from '../../main/core/contract.ts'
import { useFormat } from '../locales/useFormat.ts'
import { Progress } from './Progress.tsx'

interface Props {
  readonly label: string
  /** Null before the first report. */
  readonly progress: Events['progress'] | null
}

/** A long piece of work: how far it has come, in numbers where they are known. */
export function WorkProgress({ label, progress }: Props) {
  const { number } = useFormat()
  const total = progress?.total ?? null
  const done = progress?.done ?? 0
  return (
    <Progress
      label={total ? `${label} ${number(done)} / ${number(total)}` : label}
      share={total ? done / total : null}
    />
  )
}
