import { useTranslation } from 'react-i18next'
import { MAX_FILE_MB } from '../../../main/core/files.ts'
import { useErrorText } from '../../locales/useErrorText.ts'
import { isOver, type SaveItem, type SavesState, tally } from './item.ts'
import { type ReceiptPart, receiptOrder, receiptText } from './receipt.ts'

export interface SavesWords {
  /** Where it is: “Saving, 3 of 12”. */
  readonly headline: string
  /** What became of it, once it is over: “11 saved, 1 failed”. */
  readonly outcome: string
  readonly reason: (item: SaveItem) => string | null
  readonly receipt: () => string
}

/** The state of what is being saved, in the window's language. */
export function useSavesWords({ items, phase }: SavesState): SavesWords {
  const { t, i18n } = useTranslation()
  const errorText = useErrorText()
  const counts = tally(items)
  const at = { done: counts.done, total: counts.total }
  const heading = (state: ReceiptPart, count: number): string => t(`saves.${state}`, { count })

  const reason = ({ fault, name }: SaveItem): string | null => {
    if (fault === null) return null
    return typeof fault === 'string' ? t(`save.${fault}`, { name, limit: MAX_FILE_MB }) : errorText(fault)
  }
  const headline = (): string => {
    if (phase === 'done') return t('saves.over')
    return phase === 'running'
      ? t('saves.progress', at)
      : t(phase === 'cancelling' ? 'saves.cancelling' : 'saves.paused', at)
  }
  const outcome = new Intl.ListFormat(i18n.language, { style: 'short', type: 'unit' }).format(
    receiptOrder
      .toReversed()
      .filter((state) => counts[state] > 0)
      .map((state) => heading(state, counts[state])),
  )
  return {
    headline: headline(),
    outcome,
    reason,
    receipt: () =>
      receiptText(items.filter(isOver), {
        title: `Postil, ${new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeStyle: 'short' }).format()}`,
        heading,
        reason,
      }),
  }
}
