import { Command } from 'commander'
import about from '../../package.json' with { type: 'json' }
import { addBackups } from './backup.ts'
import { addCare } from './care.ts'
import { withGlobals } from './command.ts'
import { addExchange } from './exchange.ts'
import { addMarking } from './mark.ts'
import { addReading } from './read.ts'
import { addSave } from './save.ts'
import { addServe } from './serve.ts'
import { addTrash } from './trash.ts'

const help = `
Results are JSON lines on standard output with --json; progress and errors go to standard error.
Ends with 0; with 1 and “error[code]: …” where something failed; with 2 for wrong usage.`

/** The `postil` command. What a command needs is loaded when it runs. */
export function createProgram(): Command {
  const program = new Command('postil')
    .description('save articles, highlight them, note, export')
    .version(about.version)
    .addHelpText('after', help)
  withGlobals(program)
  for (const add of [addSave, addReading, addMarking, addTrash, addExchange, addServe, addCare, addBackups])
    add(program)
  for (const each of [program, ...program.commands])
    each.exitOverride().showHelpAfterError('(--help shows how it is used)')
  return program
}
