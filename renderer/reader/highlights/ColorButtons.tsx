import { useTranslation } from 'react-i18next'
import { type HighlightColor, highlightColors } from '../../../main/core/model/highlight.ts'

interface Props {
  readonly className: string | undefined
  /** The colour that is chosen, where one is. */
  readonly current?: HighlightColor
  readonly onPick: (color: HighlightColor) => void
}

/** The five colours, each with its name and key. */
export function ColorButtons({ className, current, onPick }: Props) {
  const { t } = useTranslation()
  return highlightColors.map((color, index) => (
    <button
      key={color}
      type="button"
      className={className}
      data-color={color}
      aria-label={t(`reader.colors.${color}`)}
      aria-pressed={current === undefined ? undefined : color === current}
      aria-keyshortcuts={String(index + 1)}
      title={`${t(`reader.colors.${color}`)} (${index + 1})`}
      onClick={() => onPick(color)}
    />
  ))
}
