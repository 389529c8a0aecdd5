import type { DocumentStep } from '../types.ts'
import { type Block, withoutBlocks } from './blocks.ts'

const CREDIT =
  /^[^\p{L}\p{N}]*(?:(?:photo|image|picture|photograph|video|illustration|graphic|foto|bild|imagen|imagem|immagine|crédit|credit|credits|fotograf(?:ie|ía)?|zdj\.?|фото|写真|图|사진|صورة)(?:s)?(?:\s*(?:credit|by|courtesy|copyright|source|par|von|por|di|©|crédit))*\s*[:：©/]|©\s*\p{L}|photo(?:s)? (?:by|courtesy)\b|(?:getty images|reuters|associated press|ap photo|afp|shutterstock|istock)[^\p{L}\p{N}]*$)/iu
const MOST_WORDS = 14

const isPicture = (block: Block | undefined) =>
  block !== undefined && /^(?:image|figure|embed|table)$/.test(block.node.type)

/** Who took a picture that is not there, and the same line once more. */
export const credits: DocumentStep = {
  name: 'credit',
  run: (document, log) =>
    withoutBlocks(document, log, (blocks) => {
      const taken = new Map<Block, string>()
      let before: Block | undefined
      for (const [index, block] of blocks.entries()) {
        const line = block.node.type === 'paragraph' && block.words <= MOST_WORDS && CREDIT.test(block.text)
        if (line && before?.text === block.text) taken.set(block, 'says the same as the line before it')
        else if (line && !isPicture(before) && !isPicture(blocks[index + 1])) {
          taken.set(block, 'the credit of a picture that is not there')
        } else before = block
      }
      return taken
    }),
}
