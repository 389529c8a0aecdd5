import { getSchema } from '@tiptap/core'
import { documentExtensions } from './extensions.ts'

type DocumentSchema = ReturnType<typeof getSchema>
let schema: DocumentSchema | undefined

/** The ProseMirror schema of `documentExtensions`, built when first asked for. */
export function documentSchema(): DocumentSchema {
  schema ??= getSchema(documentExtensions)
  return schema
}
