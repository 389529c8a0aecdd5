/**
 * The line between a test and the stand-in: reports go up, orders come down, over the IPC channel of the child process.
 * The first answers to dialogs come through the environment, since a library is asked for before anybody can order.
 */
export type Report =
  | { readonly type: 'ready'; readonly debuggingPort: number }
  | { readonly type: 'window'; readonly options: unknown }
  | { readonly type: 'loaded'; readonly url: string }
  | {
      readonly type: 'request'
      readonly url: string
      readonly own: boolean
      readonly cancelled: boolean
      /** Of a window that is not in the app's own session. */
      readonly hidden: boolean
    }
  | { readonly type: 'gone'; readonly hidden: boolean }
  | { readonly type: 'pageDialog'; readonly kind: string }
  | { readonly type: 'navigation'; readonly url: string; readonly prevented: boolean }
  | { readonly type: 'popup'; readonly url: string; readonly action: string }
  | { readonly type: 'external'; readonly url: string }
  | { readonly type: 'path'; readonly path: string }
  | { readonly type: 'dialog'; readonly kind: string; readonly options: unknown }
  | { readonly type: 'download'; readonly url: string; readonly name: string; readonly prevented: boolean }
  | { readonly type: 'permission'; readonly permission: string; readonly granted: boolean }
  | { readonly type: 'focus' }
  | { readonly type: 'menu'; readonly labels: readonly string[] }

export type Order =
  | { readonly type: 'menu'; readonly id: string }
  | { readonly type: 'dialogs'; readonly answers: readonly unknown[] }
  | { readonly type: 'permission'; readonly permission: string }
  | { readonly type: 'quit' }

const orders = new Map<string, (order: Order) => void>()
const answers: unknown[] = JSON.parse(process.env.STAND_IN_DIALOGS ?? '[]')

export function report(message: Report): void {
  if (process.connected) process.send?.(message)
}

export function onOrder<T extends Order['type']>(
  type: T,
  listener: (order: Extract<Order, { type: T }>) => void,
): void {
  orders.set(type, listener as (order: Order) => void)
}

/** The next prepared answer to a dialog. */
export function nextAnswer<T>(otherwise: T): T {
  return answers.length > 0 ? (answers.shift() as T) : otherwise
}

process.on('message', (order: Order) => {
  if (order.type === 'dialogs') answers.push(...order.answers)
  else orders.get(order.type)?.(order)
})
// The channel alone must not keep a Postil alive that has quit.
process.channel?.unref()
