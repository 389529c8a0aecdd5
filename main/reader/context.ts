import type { Capture } from '../capture/types.ts'
import type { Library } from '../library/types.ts'
import type { Emitter } from './events.ts'
import type { Indexing } from './indexing.ts'
import type { Pictures } from './pictures.ts'
import type { Tasks } from './tasks.ts'
import type { Texts } from './texts.ts'

export type WelcomeLocale = 'en' | 'fr'

/** What every use case works with. */
export interface Context {
  readonly library: Library
  readonly indexing: Indexing
  readonly capture: Capture
  readonly pictures: Pictures
  readonly texts: Texts
  readonly tasks: Tasks
  readonly emit: Emitter['emit']
  readonly clock: () => Date
  /** A new ULID. */
  readonly ids: () => string
  /** HTML of the welcome article. */
  readonly welcome: (locale: WelcomeLocale) => Promise<string>
  readonly report: (thrown: unknown) => void
}

/** Files were written: brings the index up to date, then tells everybody. */
export async function changed(
  { indexing, emit }: Pick<Context, 'indexing' | 'emit'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  indexing.refresh(...ids)
  emit('libraryChanged', { ids })
}
