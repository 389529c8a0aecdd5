/**
 * The shape of a translation: the same keys as the original, at any depth, all strings. Where the original has a plural
 * (`_other`), a language may have the categories that English lacks. A test holds the placeholders to be the same.
 */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]>
} & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_many` : never]?: string
}
