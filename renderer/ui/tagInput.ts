/** For comparing tags as a person does: without case, accents and outer blanks. */
export function foldTag(tag: string): string {
  return tag.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Adds what was typed; commas and line breaks part several. A known tag's own spelling wins, and no tag comes twice. */
export function addTags(tags: readonly string[], typed: string, known: readonly string[] = []): readonly string[] {
  const result = [...tags]
  for (const part of typed.split(/[,\n\r،、]/)) {
    const tag = part
      .replace(/^[\s#]+/, '')
      .trim()
      .slice(0, 80)
    if (tag === '' || result.some((other) => other.toLowerCase() === tag.toLowerCase())) continue
    result.push(known.find((other) => other.toLowerCase() === tag.toLowerCase()) ?? tag)
  }
  return result
}

/** Known tags that fit what is being typed: those that begin with it, then those that hold it. */
export function suggestTags(
  typed: string,
  known: readonly string[],
  taken: readonly string[],
  limit = 8,
): readonly string[] {
  const free = known.filter((tag) => !taken.some((other) => other.toLowerCase() === tag.toLowerCase()))
  const wanted = foldTag(typed)
  if (wanted === '') return free.slice(0, limit)
  const begins = free.filter((tag) => foldTag(tag).startsWith(wanted))
  const holds = free.filter((tag) => !begins.includes(tag) && foldTag(tag).includes(wanted))
  return [...begins, ...holds].slice(0, limit)
}
