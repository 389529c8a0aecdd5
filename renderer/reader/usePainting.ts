import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Painting } from './article/highlightPlugin.ts'
import { placeOf, type ReaderHighlight } from './highlights/entry.ts'
import type { Active } from './highlights/useActive.ts'

/** Highlights that have something to show beside the text: a note, tags, or their open card. In reading order. */
export function useNoted(items: readonly ReaderHighlight[], active: Active | null): readonly ReaderHighlight[] {
  const open = active?.open ? active.key : null
  return useMemo(
    () =>
      items.filter((item) => placeOf(item) !== null && (item.note !== '' || item.tags.length > 0 || item.key === open)),
    [items, open],
  )
}

/** What is painted over the text. */
export function usePainting(
  items: readonly ReaderHighlight[],
  noted: readonly ReaderHighlight[],
  active: Active | null,
  wide: boolean,
): Painting {
  const { t } = useTranslation()
  const current = active?.key ?? null
  const inline = wide ? '' : noted.map((item) => item.key).join(' ')
  return useMemo(() => {
    const highlights = items.flatMap((item) => {
      const place = placeOf(item)
      if (place === null) return []
      const color = t(`reader.colors.${item.color}`).toLocaleLowerCase()
      const description = t(item.note === '' ? 'reader.highlight.plain' : 'reader.highlight.noted', { color })
      return [{ key: item.key, start: place.start, end: place.end, color: item.color, description }]
    })
    return { highlights, active: current, inline: inline === '' ? [] : inline.split(' ') }
  }, [items, current, inline, t])
}
