import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { z } from 'zod'

/** Prepared statements of one database, each prepared once; what they answer is parsed. */
export class Statements {
  readonly #database: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.#statement(sql).run(...values)
  }

  /** Answers the new row's number. RETURNING would say the same and take a millisecond for it. */
  insert(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).lastInsertRowid)
  }

  get<T>(schema: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T | null {
    const row = this.#statement(sql).get(...values)
    return row === undefined ? null : schema.parse(row)
  }

  all<T>(schema: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T[] {
    return z.array(schema).parse(this.#statement(sql).all(...values))
  }

  /** All of the work is kept, or none. */
  transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.#database.exec('COMMIT')
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  #statement(sql: string): StatementSync {
    const present = this.#prepared.get(sql)
    if (present) return present
    const statement = this.#database.prepare(sql)
    this.#prepared.set(sql, statement)
    return statement
  }
}
