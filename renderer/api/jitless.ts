import { z } from 'zod'

// zod compiles its schemas with `new Function`, which the window's Content-Security-Policy reports as a violation. The
// window parses nothing with the contract's schemas, so it does without. Must be imported before the contract.
z.config({ jitless: true })
