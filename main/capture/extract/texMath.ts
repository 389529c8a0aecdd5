import { type MathChild, type MathTree, mathText } from '../../core/document/math.ts'
import * as symbols from './texSymbols.ts'

/** A command or construction that is not known: the formula stays TeX, nothing of it is guessed. */
class Unknown extends Error {}

const MAX_LENGTH = 4000
const MAX_DEPTH = 40
const MATRICES: Readonly<Record<string, readonly [open: string, close: string]>> = {
  matrix: ['', ''],
  smallmatrix: ['', ''],
  array: ['', ''],
  pmatrix: ['(', ')'],
  bmatrix: ['[', ']'],
  Bmatrix: ['{', '}'],
  vmatrix: ['|', '|'],
  Vmatrix: ['‖', '‖'],
  cases: ['{', ''],
  dcases: ['{', ''],
}
const ALIGNED = /^(?:align|alignat|aligned|alignedat|split|eqnarray|flalign)\*?$/
const SINGLE = /^(?:equation|displaymath|math|gather|gathered|multline)\*?$/
/** Commands with one argument that sets nothing, or nothing that can be drawn here. */
const IGNORED = new Set(['label', 'hspace', 'vspace', 'hskip', 'mspace', 'color', 'cline'])
const NOTHING = new Set(
  'displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag hline allowbreak relax left. right. normalsize small large rm it'.split(
    ' ',
  ),
)
const TEXT = new Set([
  'text',
  'mbox',
  'hbox',
  'textrm',
  'textit',
  'textbf',
  'textnormal',
  'textsf',
  'texttt',
  'intertext',
])
const UPRIGHT = new Set(['mathrm', 'operatorname', 'operatorname*', 'mathop', 'mathrel', 'mathbin', 'mathord', 'rm'])
const SIZES = /^(?:big|Big|bigg|Bigg)[lrm]?$/

const tree = (tag: string, children: readonly MathChild[], attributes: Record<string, string> = {}): MathTree => [
  tag,
  attributes,
  ...children,
]
const row = (children: readonly MathTree[]): MathTree => {
  const [only] = children
  return children.length === 1 && only ? only : tree('mrow', children)
}
const fence = (sign: string): MathTree => tree('mo', [sign], { fence: 'true', stretchy: 'true' })

/** TeX, sign by sign: commands with their backslash, everything else as it stands. White space means nothing. */
function tokensOf(tex: string): string[] {
  const plain = tex.replace(/(?<!\\)%[^\n]*\n?/g, '')
  return plain.match(/\\operatorname\*|\\[a-zA-Z]+|\\[\s\S]|\s+|[\s\S]/gu) ?? []
}

class Parser {
  private readonly tokens: readonly string[]
  private readonly display: boolean
  private at = 0
  private depth = 0

  constructor(tex: string, display: boolean) {
    this.tokens = tokensOf(tex)
    this.display = display
  }

  whole(): MathTree[] {
    const children = this.row(() => false)
    if (this.peek() !== null) throw new Unknown()
    return children
  }

  private skip(): void {
    while (/^\s/.test(this.tokens[this.at] ?? '')) this.at++
  }

  private peek(): string | null {
    this.skip()
    return this.tokens[this.at] ?? null
  }

  private next(): string {
    const token = this.peek()
    if (token === null) throw new Unknown()
    this.at++
    return token
  }

  private expect(token: string): void {
    if (this.next() !== token) throw new Unknown()
  }

  /** What stands up to a token that ends it, which is left; at the end of a group too. */
  private row(ends: (token: string) => boolean): MathTree[] {
    if (++this.depth > MAX_DEPTH) throw new Unknown()
    const found: MathTree[] = []
    for (let token = this.peek(); token !== null && token !== '}' && !ends(token); token = this.peek()) {
      const over = token === '\\over' || token === '\\choose'
      if (over) {
        this.next()
        const below = row(this.row(ends))
        const fraction = tree('mfrac', [row(found.splice(0)), below], token === '\\over' ? {} : { linethickness: '0' })
        found.push(token === '\\over' ? fraction : tree('mrow', [fence('('), fraction, fence(')')]))
      } else {
        const item = this.item()
        if (item) found.push(item)
      }
    }
    this.depth--
    return found
  }

  /** One thing with its scripts; null for what draws nothing. */
  private item(): MathTree | null {
    let { base, limits } = this.atom()
    let below: MathTree | null = null
    let above: MathTree | null = null
    for (let token = this.peek(); token !== null; token = this.peek()) {
      if (token === '\\limits' || token === '\\nolimits') limits = token === '\\limits'
      else if (token !== '_' && token !== '^' && token !== "'") break
      this.next()
      if (token === '_') below = this.argument()
      else if (token === '^') above = above ? row([above, this.argument()]) : this.argument()
      else if (token === "'") above = above ? row([above, tree('mo', ['′'])]) : tree('mo', ['′'])
    }
    if (!below && !above) return base
    base ??= tree('mrow', [])
    if (below && above) return tree(limits ? 'munderover' : 'msubsup', [base, below, above])
    if (below) return tree(limits ? 'munder' : 'msub', [base, below])
    return above && tree(limits ? 'mover' : 'msup', [base, above])
  }

  private argument(): MathTree {
    if (this.peek() === '{') {
      this.next()
      const inside = this.row(() => false)
      this.expect('}')
      return row(inside)
    }
    // `\frac12`: without a group, one digit is all.
    const token = this.peek() ?? ''
    if (/^\d$/.test(token)) return tree('mn', [this.next()])
    return this.atom().base ?? tree('mrow', [])
  }

  /** The words of a group, spaces included. */
  private text(): string {
    this.expect('{')
    let text = ''
    for (let open = 1; open > 0; this.at++) {
      const token = this.tokens[this.at]
      if (token === undefined || token === '$') throw new Unknown()
      if (token === '{') open++
      else if (token === '}') open--
      else if (token === '~' || token === '\\ ') text += '\u00a0'
      else if (/^\\[^a-zA-Z]/.test(token)) text += token.slice(1)
      else if (token.startsWith('\\')) throw new Unknown()
      else text += token.replace(/\s+/, ' ')
    }
    return text
  }

  private optional(): MathTree | null {
    if (this.peek() !== '[') return null
    this.next()
    const inside = this.row((token) => token === ']')
    this.expect(']')
    return row(inside)
  }

  private atom(): { base: MathTree | null; limits: boolean } {
    const token = this.next()
    const plain = (base: MathTree | null) => ({ base, limits: false })
    if (token === '{') {
      this.at--
      return plain(this.argument())
    }
    if (token.startsWith('\\')) return this.command(token.slice(1))
    if (token === '~') return plain(tree('mspace', [], { width: '0.25em' }))
    if (/[0-9]/.test(token)) {
      let number = token
      while (
        /^[0-9.,]$/.test(this.tokens[this.at] ?? '') &&
        /^\d/.test(this.tokens[this.at + (this.tokens[this.at] === '.' || this.tokens[this.at] === ',' ? 1 : 0)] ?? '')
      ) {
        number += this.tokens[this.at++]
      }
      return plain(tree('mn', [number]))
    }
    if (/\p{L}/u.test(token)) return plain(tree('mi', [token]))
    if (/[&_^#$]/.test(token)) throw new Unknown()
    return plain(tree('mo', [token === '-' ? '−' : token === '*' ? '∗' : token]))
  }

  private command(name: string): { base: MathTree | null; limits: boolean } {
    const plain = (base: MathTree | null) => ({ base, limits: false })
    const letter = symbols.letters.get(name)
    if (letter) return plain(tree('mi', [letter]))
    const operator = symbols.operators.get(name)
    if (operator) return plain(tree('mo', [operator]))
    const big = symbols.bigOperators.get(name)
    if (big) return { base: tree('mo', [big], { largeop: 'true', movablelimits: 'true' }), limits: this.display }
    const integral = symbols.integrals.get(name)
    if (integral) return plain(tree('mo', [integral], { largeop: 'true' }))
    if (symbols.functions.has(name)) {
      return {
        base: tree('mi', [name.replace(/^lim(inf|sup)$/, 'lim $1')], { mathvariant: 'normal' }),
        limits: this.display && symbols.limitFunctions.has(name),
      }
    }
    const space = symbols.spaces.get(name)
    if (space) return plain(tree('mspace', [], { width: space }))
    const accent = symbols.accents.get(name)
    if (accent)
      return {
        base: tree('mover', [this.argument(), tree('mo', [accent])], { accent: 'true' }),
        limits: name === 'overbrace',
      }
    const under = symbols.underAccents.get(name)
    if (under) return { base: tree('munder', [this.argument(), tree('mo', [under])]), limits: name === 'underbrace' }
    const alphabet = symbols.inAlphabet(name)
    if (alphabet) return plain(symbols.restyle(this.argument(), alphabet))
    if (IGNORED.has(name)) {
      this.text()
      return plain(null)
    }
    if (NOTHING.has(name)) return plain(null)
    if (TEXT.has(name)) return plain(tree('mtext', [this.text()]))
    if (name === 'tag') return plain(tree('mtext', [`\u2003(${this.text()})`]))
    if (UPRIGHT.has(name)) {
      const inside = this.argument()
      const word = inside.slice(2).every((child) => Array.isArray(child) && child[0] === 'mi')
      const upright =
        word && inside[0] === 'mrow'
          ? tree('mi', [mathText(inside)], { mathvariant: 'normal' })
          : symbols.restyle(inside, (sign) => sign)
      return { base: upright, limits: name === 'operatorname*' && this.display }
    }
    return plain(this.construction(name))
  }

  private construction(name: string): MathTree | null {
    if (/^[dtc]?frac$/.test(name)) return tree('mfrac', [this.argument(), this.argument()])
    if (/^[dt]?binom$/.test(name)) {
      const fraction = tree('mfrac', [this.argument(), this.argument()], { linethickness: '0' })
      return tree('mrow', [fence('('), fraction, fence(')')])
    }
    if (name === 'sqrt') {
      const index = this.optional()
      const inside = this.argument()
      return index ? tree('mroot', [inside, index]) : tree('msqrt', [inside])
    }
    if (name === 'left') return this.between()
    if (SIZES.test(name)) return fence(this.delimiter())
    if (name === 'overset' || name === 'stackrel') {
      const above = this.argument()
      return tree('mover', [this.argument(), above])
    }
    if (name === 'underset') {
      const below = this.argument()
      return tree('munder', [this.argument(), below])
    }
    if (name === 'boxed') return tree('menclose', [this.argument()], { notation: 'box' })
    if (name === 'phantom') return tree('mphantom', [this.argument()])
    if (name === 'not') {
      const [tag, attributes, sign] = this.argument()
      if (typeof sign !== 'string') throw new Unknown()
      return [tag, attributes, `${sign}\u0338`]
    }
    if (/^[px]?mod$|^bmod$/.test(name)) {
      const word = tree('mi', ['mod'], { mathvariant: 'normal' })
      return name === 'pmod'
        ? tree('mrow', [
            tree('mo', ['(']),
            word,
            tree('mspace', [], { width: '0.3em' }),
            this.argument(),
            tree('mo', [')']),
          ])
        : tree('mo', ['mod'])
    }
    if (name === 'substack') return this.grid('}', ['', ''], '{')
    if (name === 'begin') return this.environment(this.text())
    if (name === '|') return tree('mo', ['‖'])
    if (/^[{}%$&#_]$/.test(name)) return tree('mo', [name])
    throw new Unknown()
  }

  private delimiter(): string {
    const token = this.next()
    if (token === '.') return ''
    if (token === '\\|') return '‖'
    if (token === '<') return '⟨'
    if (token === '>') return '⟩'
    if (!token.startsWith('\\')) return token
    const name = token.slice(1)
    if (/^[{}]$/.test(name)) return name
    const sign = symbols.operators.get(name)
    if (!sign) throw new Unknown()
    return sign
  }

  private between(): MathTree {
    const parts: MathTree[] = [fence(this.delimiter())]
    for (;;) {
      parts.push(...this.row((token) => token === '\\right' || token === '\\middle'))
      const end = this.next()
      if (end !== '\\right' && end !== '\\middle') throw new Unknown()
      parts.push(fence(this.delimiter()))
      if (end === '\\right')
        return tree(
          'mrow',
          parts.filter(([, , sign]) => sign !== ''),
        )
    }
  }

  private environment(name: string): MathTree {
    if (name === 'array' || /^alignedat|^alignat/.test(name)) this.text()
    const matrix = Object.hasOwn(MATRICES, name) ? MATRICES[name] : undefined
    if (!matrix && !ALIGNED.test(name) && !SINGLE.test(name)) throw new Unknown()
    const made = this.grid(
      '\\end',
      matrix ?? ['', ''],
      null,
      matrix ? null : ALIGNED.test(name) ? 'right left' : 'center',
    )
    if (this.text() !== name) throw new Unknown()
    return made
  }

  /** Rows and cells up to `end`, which is taken. */
  private grid(
    end: string,
    [open, close]: readonly [string, string],
    start: string | null,
    align: string | null = null,
  ): MathTree {
    if (start) this.expect(start)
    const rows: MathTree[][] = [[]]
    for (;;) {
      const cell = this.row((token) => token === '&' || token === '\\\\' || token === end || token === '\\cr')
      rows.at(-1)?.push(tree('mtd', cell))
      const token = this.next()
      if (token === end) break
      if (token === '\\\\' || token === '\\cr') {
        this.optional()
        rows.push([])
      } else if (token !== '&') throw new Unknown()
    }
    const filled = rows.filter((cells) => cells.some((cell) => cell.length > 2))
    const grid = tree(
      'mtable',
      filled.map((cells) => tree('mtr', cells)),
      align ? { columnalign: align, displaystyle: 'true' } : open === '{' ? { columnalign: 'left' } : {},
    )
    return open === '' && close === ''
      ? grid
      : tree('mrow', [...(open ? [fence(open)] : []), grid, ...(close ? [fence(close)] : [])])
  }
}

/**
 * A formula of TeX as MathML, for the greater part of what articles use; null where something in it is not known, so that
 * the TeX itself is shown rather than something else than it says.
 */
export function texToMathml(tex: string, display: boolean): MathTree | null {
  if (tex.length > MAX_LENGTH) return null
  try {
    const children = new Parser(tex, display).whole()
    return children.length === 0 ? null : tree('math', [row(children)], display ? { display: 'block' } : {})
  } catch (thrown) {
    if (thrown instanceof Unknown) return null
    throw thrown
  }
}
