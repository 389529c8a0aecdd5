import { lineStep } from './blocks.ts'
import { addressesIn } from './links.ts'

/** Where networks and letters take an address that is handed on, as their own documentation has it. */
const HANDED_ON =
  /^(?:mailto:\?|whatsapp:\/\/send|sms:\?|https?:\/\/(?:[\w-]+\.)*(?:facebook\.com\/(?:sharer|share\.php|dialog\/)|(?:twitter|x|bsky|threads)\.(?:com|app|net)\/(?:intent|share)|linkedin\.com\/(?:sharearticle|sharing|cws)|reddit\.com\/submit|pinterest\.[a-z.]+\/pin\/create|wa\.me\/\?|whatsapp\.com\/send|(?:t|telegram)\.me\/share|xing\.com\/(?:spi|social|app)|vk\.com\/share|getpocket\.com\/(?:save|edit)|tumblr\.com\/(?:share|widgets)|line\.me\/(?:r\/msg|lineit)|weibo\.com\/share|hatena\.ne\.jp\/(?:add|entry)|ycombinator\.com\/submitlink|flipboard\.com\/bookmarklet))/i

/** A line or a list whose links all hand the page on, whatever it is called and in whatever language. */
export const shareLinks = lineStep(
  'share-links',
  ({ node, linked }) => {
    if (linked < 0.7) return null
    const addresses = addressesIn(node)
    return addresses.length > 0 && addresses.every((address) => HANDED_ON.test(address))
      ? 'offers to hand the page on'
      : null
  },
  0,
)
