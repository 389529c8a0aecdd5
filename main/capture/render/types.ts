/** A page that a host is asked to build, in a window that nobody sees. */
export interface RenderJob {
  /** http or https. */
  readonly url: string
  /**
   * `http://127.0.0.1:<port>`: the one way to the network that the page may have, whatever it asks for. It refuses the
   * addresses that fetching refuses, and ends with the job.
   */
  readonly proxy: string
  /** What the proxy asks for (HTTP Basic): it lets nobody else through. */
  readonly login: { readonly username: string; readonly password: string }
  /** From now on: what the page has become by then is taken. */
  readonly patienceMs: number
  /** Of the answered HTML, in UTF-16 code units; a page that has more is none. */
  readonly maxLength: number
  /** The window is gone as soon as this is aborted. */
  readonly signal: AbortSignal
}

/** A page as its scripts built it. */
export interface RenderedPage {
  /** The document element, and all that is in it. */
  readonly html: string
  /** Where the page says that it is, after redirects and its own routing. */
  readonly url: string
}

/** Builds a page by its scripts; rejects where it cannot. Only a host with a browser inside has it. */
export type RenderPage = (job: RenderJob) => Promise<RenderedPage>
