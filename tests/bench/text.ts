import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { decode } from '../../main/capture/charset.ts'
import { extractArticle } from '../../main/capture/extract/index.ts'
import { documentText } from '../../main/core/document/text.ts'
import { PostilError } from '../../main/core/result.ts'
import { type Figure, say } from './figures.ts'

/** Pages with the article's text beside them, where they are kept next to the project. */
const pages = new URL('../../../shared/extraction/', import.meta.url)
const WORST = 10
const LEAST = 0.6

export interface TruePage {
  readonly id: string
  readonly url: string
  readonly html: string
  readonly truth: string
}

export interface Score {
  /** NaN where nothing was found, or nothing was to be found, as the published scores leave such pages out of a mean. */
  readonly precision: number
  readonly recall: number
}

/** The pages with their true text; null where they are not kept here. */
export async function truePages(): Promise<TruePage[] | null> {
  let source: string
  try {
    source = await readFile(new URL('ground-truth.json', pages), 'utf8')
  } catch {
    return null
  }
  const truth: Record<string, { articleBody: string; url: string }> = JSON.parse(source)
  return Promise.all(
    Object.entries(truth).map(async ([id, { articleBody, url }]) => {
      const packed = await readFile(new URL(`html/${id}.html.gz`, pages))
      return { id, url, html: decode(gunzipSync(packed), null), truth: articleBody }
    }),
  )
}

/** Runs of four words and how often each occurs. */
function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? []
  const counts = new Map<string, number>()
  for (let index = 0; index < Math.max(1, words.length - 3); index++) {
    const key = words.slice(index, index + 4).join(' ')
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

export function score(truth: string, text: string): Score {
  const expected = shingles(truth)
  const actual = shingles(text)
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((all, count) => all + count, 0)
  let shared = 0
  for (const [key, count] of expected) shared += Math.min(count, actual.get(key) ?? 0)
  return { precision: shared / sum(actual), recall: shared / sum(expected) }
}

/** The harmonic mean; 0 where nothing is right. */
export function f1({ precision, recall }: Score): number {
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0
}

/** Of the means over pages, as article-extraction-benchmark counts it. */
export function overall(scores: readonly Score[]): Score {
  const mean = (values: readonly number[]) => {
    const counted = values.filter((value) => !Number.isNaN(value))
    return counted.reduce((sum, value) => sum + value, 0) / counted.length
  }
  return { precision: mean(scores.map(({ precision }) => precision)), recall: mean(scores.map(({ recall }) => recall)) }
}

export interface Extracted {
  /** What `postil show --format text` would print, without the title; nothing where no article is found. */
  readonly text: string
  /** Names of the steps that did something. */
  readonly steps: readonly string[]
}

export function extract({ html, url }: TruePage, without: readonly string[] = []): Extracted {
  try {
    const source = { html, url, lang: null, whole: false, fallbackTitle: '', without, explain: true }
    const { document, steps = [] } = extractArticle(source)
    return {
      text: documentText(document).text.replaceAll('\uFFFC', ' '),
      steps: steps.filter(({ notes }) => notes.length > 0).map(({ step }) => step),
    }
  } catch (error) {
    if (error instanceof PostilError) return { text: '', steps: [] }
    throw error
  }
}

/** Two halves by name, so that a rule made for one shows whether it holds for the other. */
export function halfOf({ id }: TruePage): 0 | 1 {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 0 : 1
}

function line(name: string, scores: readonly Score[]): string {
  const all = overall(scores)
  const [p, r, f] = [all.precision, all.recall, f1(all)].map((value) => value.toFixed(4))
  return `${name}: precision ${p}  recall ${r}  F1 ${f}  (${scores.length} pages)`
}

interface Scored {
  readonly page: TruePage
  readonly score: Score
  readonly steps: readonly string[]
}

const ofHalf = (scored: readonly Scored[], half: 0 | 1): Score[] =>
  scored.filter(({ page }) => halfOf(page) === half).map(({ score: own }) => own)

/** What each step that is a part of the text's own is worth: F1 of both halves with it, less that without it. */
function ablation(scored: readonly Scored[]): void {
  const names = [...new Set(scored.flatMap(({ steps }) => steps))].filter((name) => name !== 'facts')
  for (const name of names) {
    const touched = scored.filter(({ steps }) => steps.includes(name))
    const without = scored.map((each) =>
      touched.includes(each) ? { ...each, score: score(each.page.truth, extract(each.page, [name]).text) } : each,
    )
    const [one, other] = ([0, 1] as const).map((half) => {
      const gain = f1(overall(ofHalf(scored, half))) - f1(overall(ofHalf(without, half)))
      return `${gain >= 0 ? '+' : ''}${gain.toFixed(4)}`
    })
    say(`step ${name}: half 1 ${one}  half 2 ${other}  (${touched.length} pages touched)`)
  }
}

/** The article's text against the truth, over pages that say what it is. */
export async function benchText(): Promise<Figure[]> {
  const known = await truePages()
  if (!known) {
    say('the pages with their true text are not here: the text of articles was NOT measured')
    return []
  }
  const scored = known.map((page): Scored => {
    const { text, steps } = extract(page)
    return { page, score: score(page.truth, text), steps }
  })
  ablation(scored)
  for (const half of [0, 1] as const) say(line(`half ${half + 1}`, ofHalf(scored, half)))
  const scores = scored.map((each) => each.score)
  say(line('all', scores))
  const worst = scored.toSorted((one, other) => f1(one.score) - f1(other.score))
  for (const { page, score: own } of worst.slice(0, WORST)) {
    say(`${f1(own).toFixed(2)}  precision ${own.precision.toFixed(2)}  recall ${own.recall.toFixed(2)}  ${page.url}`)
  }
  return [
    { figure: 'short-of-f1-1', value: 1 - f1(overall(scores)), goal: 0.025 },
    { figure: 'pages-under-0.6', value: scores.filter((own) => f1(own) < LEAST).length, goal: 0 },
  ]
}
