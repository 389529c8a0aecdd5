/** A title short enough for a sentence: whole user-perceived characters, with `…` where it was cut. */
export function shorten(text: string, most = 60): string {
  const characters = [...new Intl.Segmenter().segment(text)]
  if (characters.length <= most) return text
  const kept = characters.slice(0, most - 1).map(({ segment }) => segment)
  return `${kept.join('').trimEnd()}…`
}
