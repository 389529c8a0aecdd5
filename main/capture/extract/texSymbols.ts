import type { MathTree } from '../../core/document/math.ts'

/** TeX's commands for single signs, by what they are in MathML. Names after LaTeX and AMS. */

function table(pairs: string): ReadonlyMap<string, string> {
  const words = pairs.trim().split(/\s+/)
  const found = new Map<string, string>()
  for (let at = 0; at + 1 < words.length; at += 2) found.set(words[at] ?? '', words[at + 1] ?? '')
  return found
}

/** Set as `mi`. */
export const letters = table(`
  alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
  lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
  chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
  infty ∞ partial ∂ nabla ∇ hbar ℏ hslash ℏ ell ℓ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ gimel ℷ emptyset ∅
  varnothing ∅ forall ∀ exists ∃ nexists ∄ top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △ square □ blacksquare ■
  Box □ Diamond ◇ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ flat ♭ natural ♮ sharp ♯ prime ′ backprime ‵
  degree ° pounds £ S § P ¶ dag † ddag ‡ copyright © AA Å checkmark ✓ complement ∁ Bbbk 𝕜 mho ℧ eth ð
  ldots … dots … dotsc … dotso … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱
`)

/** Set as `mo`. */
export const operators = table(`
  pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ cap ∩ cup ∪
  sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ uplus ⊎ dagger † ddagger ‡
  bigtriangleup △ bigtriangledown ▽ triangleleft ◃ triangleright ▹ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ ltimes ⋉ rtimes ⋊
  leq ≤ le ≤ geq ≥ ge ≥ leqslant ⩽ geqslant ⩾ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ approxeq ≊ cong ≅ propto ∝
  varpropto ∝ asymp ≍ doteq ≐ coloneqq ≔ triangleq ≜ prec ≺ succ ≻ preceq ⪯ succeq ⪰ ll ≪ gg ≫ lll ⋘ ggg ⋙ subset ⊂
  supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒ in ∈ notin ∉ ni ∋ owns ∋ vdash ⊢
  dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ perp ⟂ mid ∣ nmid ∤ parallel ∥ nparallel ∦ bowtie ⋈ smile ⌣ frown ⌢ lesssim ≲
  gtrsim ≳ lessgtr ≶ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nsubseteq ⊈ nsupseteq ⊉ therefore ∴ because ∵ neg ¬ lnot ¬ colon :
  leftarrow ← gets ← rightarrow → to → leftrightarrow ↔ Leftarrow ⇐ Rightarrow ⇒ Leftrightarrow ⇔ implies ⟹
  impliedby ⟸ iff ⟺ longleftarrow ⟵ longrightarrow ⟶ longleftrightarrow ⟷ Longleftarrow ⟸ Longrightarrow ⟹
  Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookleftarrow ↩ hookrightarrow ↪ uparrow ↑ downarrow ↓ updownarrow ↕
  Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁
  leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ rightrightarrows ⇉ leftleftarrows ⇇
  rightleftarrows ⇄ leftrightarrows ⇆ twoheadrightarrow ↠ rightsquigarrow ⇝ leadsto ⇝ nrightarrow ↛ nleftarrow ↚
  nRightarrow ⇏ dashrightarrow ⇢ surd √ lbrace { rbrace } lbrack [ rbrack ] backslash \\ vert | Vert ‖ lvert | rvert |
  lVert ‖ rVert ‖ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lgroup ⟮ rgroup ⟯ ulcorner ⌜ urcorner ⌝
`)

/** Their scripts stand below and above on a line of their own. */
export const bigOperators = table(`
  sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆
`)
export const integrals = table('int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ idotsint ∫⋯∫')

/** Set upright, by their own name. */
export const functions: ReadonlySet<string> = new Set(
  'sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp deg dim hom ker arg lim liminf limsup max min sup inf det gcd Pr injlim projlim'.split(
    ' ',
  ),
)
export const limitFunctions: ReadonlySet<string> = new Set(
  'lim liminf limsup max min sup inf det gcd Pr injlim projlim'.split(' '),
)

/** Over what they bear. */
export const accents = table(`
  hat ^ widehat ^ bar ¯ overline ¯ vec → overrightarrow → overleftarrow ← overleftrightarrow ↔ dot ˙ ddot ¨ dddot ⃛
  tilde ~ widetilde ~ check ˇ breve ˘ acute ´ grave \` mathring ˚ overbrace ⏞
`)
export const underAccents = table('underline _ underbrace ⏟ underbar _ underrightarrow → underleftarrow ←')

/** In em. */
export const spaces: ReadonlyMap<string, string> = new Map([
  [',', '0.167em'],
  [':', '0.222em'],
  ['>', '0.222em'],
  [';', '0.278em'],
  ['!', '-0.167em'],
  [' ', '0.25em'],
  ['~', '0.25em'],
  ['quad', '1em'],
  ['qquad', '2em'],
  ['enspace', '0.5em'],
  ['thinspace', '0.167em'],
  ['medspace', '0.222em'],
  ['thickspace', '0.278em'],
  ['negthinspace', '-0.167em'],
  ['space', '0.25em'],
])

/** Alphabets of the block "Mathematical Alphanumeric Symbols": where capitals, small letters and digits begin. */
const ALPHABETS: Readonly<Record<string, readonly [capital: number, small: number, digit: number]>> = {
  mathbf: [0x1d400, 0x1d41a, 0x1d7ce],
  mathit: [0x1d434, 0x1d44e, 0],
  boldsymbol: [0x1d468, 0x1d482, 0x1d7ce],
  mathcal: [0x1d49c, 0x1d4b6, 0],
  mathfrak: [0x1d504, 0x1d51e, 0],
  mathbb: [0x1d538, 0x1d552, 0x1d7d8],
  mathsf: [0x1d5a0, 0x1d5ba, 0x1d7e2],
  mathtt: [0x1d670, 0x1d68a, 0x1d7f6],
}
const SAME: Readonly<Record<string, string>> = {
  mathscr: 'mathcal',
  bm: 'boldsymbol',
  pmb: 'boldsymbol',
  bold: 'mathbf',
  Bbb: 'mathbb',
  frak: 'mathfrak',
  bf: 'mathbf',
  cal: 'mathcal',
}
/** Letters that were in Unicode before that block. */
const OLDER = new Map(
  Object.entries({
    mathit: 'hℎ',
    mathcal: 'BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ',
    mathfrak: 'CℭHℌIℑRℜZℨ',
    mathbb: 'CℂHℍNℕPℙQℚRℝZℤ',
  }).map(([name, pairs]) => [name, new Map([...pairs.matchAll(/(.)(.)/gu)].map(([, a = '', b = '']) => [a, b]))]),
)

/** A letter or digit in one of TeX's alphabets; null where there is no such alphabet. */
export function inAlphabet(name: string): ((sign: string) => string) | null {
  const own = SAME[name] ?? name
  const starts = Object.hasOwn(ALPHABETS, own) ? ALPHABETS[own] : undefined
  if (!starts) return null
  const [capital, small, digit] = starts
  return (sign) => {
    const older = OLDER.get(own)?.get(sign)
    if (older) return older
    const code = sign.codePointAt(0) ?? 0
    if (/^[A-Z]$/.test(sign)) return String.fromCodePoint(capital + code - 0x41)
    if (/^[a-z]$/.test(sign)) return String.fromCodePoint(small + code - 0x61)
    return digit > 0 && /^\d$/.test(sign) ? String.fromCodePoint(digit + code - 0x30) : sign
  }
}

/** Letters and digits in another alphabet, upright so that nothing slants them again. */
export function restyle(node: MathTree, style: (sign: string) => string): MathTree {
  const [tag, attributes, ...children] = node
  const leaf = tag === 'mi' || tag === 'mn'
  return [
    tag,
    tag === 'mi' ? { ...attributes, mathvariant: 'normal' } : attributes,
    ...children.map((child) =>
      typeof child === 'string' ? (leaf ? [...child].map(style).join('') : child) : restyle(child, style),
    ),
  ]
}
