/** A Tiptap document as JSON: what `content/<hash>.json` holds. Its shape is the schema of `schema.ts`. */
export interface DocumentJSON {
  readonly type: 'doc'
  readonly content: readonly NodeJSON[]
}

export interface NodeJSON {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly NodeJSON[]
  readonly marks?: readonly MarkJSON[]
  readonly text?: string
}

export interface MarkJSON {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}
