/**
 * Which pictures the articles that were written since the library was opened refer to: the index learns of them a moment
 * later, and until then nothing else does. Ids of articles by the name of the picture.
 */
export class MediaUses {
  readonly #articles = new Map<string, Set<string>>()

  note(id: string, names: Iterable<string>): void {
    for (const name of names) {
      const articles = this.#articles.get(name)
      if (articles) articles.add(id)
      else this.#articles.set(name, new Set([id]))
    }
  }

  /** An article is gone. */
  forget(id: string): void {
    for (const [name, articles] of this.#articles) {
      articles.delete(id)
      if (articles.size === 0) this.#articles.delete(name)
    }
  }

  has(name: string): boolean {
    return this.#articles.has(name)
  }
}
