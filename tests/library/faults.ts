import { type Files, realFiles } from '../../main/library/files.ts'

export interface Faults {
  readonly files: Files
  /** Steps that were taken since the last `arm`, by call and file: `open a`, `writeFile a`, `sync a`, `rename a`… */
  readonly steps: string[]
  /** The n-th step from now (1 is the next) fails with this code; with `halfway` a write leaves half of its bytes. */
  arm(step: number, code: string, options?: { readonly halfway?: boolean; readonly forever?: boolean }): void
  disarm(): void
}

const changing = new Set(['open', 'writeFile', 'sync', 'rename', 'link', 'mkdir', 'copyFile'])

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code })
}

/** The real file system, on which any step that changes something can be made to fail. */
export function faultyFiles(): Faults {
  let left = 0
  let failure: { code: string; halfway: boolean; forever: boolean } | null = null
  const steps: string[] = []

  const step = (name: string, file: string) => {
    // Tidying up is no step of its own, but nothing works any more after a death.
    if (name === 'rm') return failure?.forever && left <= 0 ? failure : null
    if (!changing.has(name)) return null
    steps.push(`${name} ${file}`)
    if (!failure) return null
    left--
    return left === 0 || (left < 0 && failure.forever) ? failure : null
  }

  /** @param opened the file that an open handle stands for */
  const watched = (target: object, opened?: string): any =>
    new Proxy(target, {
      get(object, name) {
        const original = Reflect.get(object, name)
        if (typeof original !== 'function') return original
        return async (...args: any[]) => {
          const file = opened ?? String(args[0]).split('/').at(-1) ?? ''
          const fault = step(String(name), file)
          if (fault) {
            if (fault.halfway && name === 'writeFile')
              await original.call(object, args[0].subarray(0, args[0].length / 2))
            throw systemError(fault.code)
          }
          const result = await original.apply(object, args)
          return name === 'open' ? watched(result, file) : result
        }
      },
    })

  return {
    files: watched({ ...realFiles }),
    steps,
    arm(count, code, { halfway = false, forever = false } = {}) {
      steps.length = 0
      left = count
      failure = { code, halfway, forever }
    },
    disarm() {
      steps.length = 0
      failure = null
    },
  }
}
