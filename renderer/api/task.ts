/** A name for a piece of work; `crypto.randomUUID` is missing where the page is not served from this machine itself. */
export function newTask(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
