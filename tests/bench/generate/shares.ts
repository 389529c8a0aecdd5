/** What a library of somebody who reads much looks like: the generator's parameters. Raise VERSION with any change. */
export const VERSION = 2

/** Words of an article: log-normal, with a mean of 600. */
export const WORDS = { mean: 600, spread: 0.5, least: 60, most: 4000 }
/** The library grew for so long, up to `until`. */
export const YEARS = 10

export const share = {
  archived: 0.35,
  favourite: 0.08,
  trash: 0.02,
  /** Of the rest, begun or read to the end. */
  read: 0.6,
  tagged: 0.55,
  image: 0.15,
  byline: 0.8,
  published: 0.9,
  /** Articles with highlights, and highlights with notes, with tags, and those that were deleted. */
  highlighted: 0.22,
  note: 0.35,
  highlightTags: 0.1,
  tombstone: 0.03,
} as const

export const SITES = 2000
export const AUTHORS = 3000
export const TAGS = 400
export const PICTURES = 60
export const MOST_HIGHLIGHTS = 12
/** What is in the trash was put there in the last days before `until`. */
export const TRASH_DAYS = 20
