import { TidyURL } from 'tidy-url'

/**
 * Parameters that tell who sent a reader and never what is read. By family, as the tools that append them name them; the
 * maintained list of tidy-url has the single names and those of single hosts.
 */
const FAMILIES = new RegExp(
  `^(?:${[
    // Analytics and campaign builders
    '(?:utm|mtm|piwik|matomo|hsa|vero|oly|elq|pf_rd|pd_rd)_.*',
    // These beginnings are anybody's: `pk_id` is a record's key.
    '(?:itm|pk|ga)_(?:campaign|source|medium|content|term|channel|audience|place|cpn|cid|kwd|keyword|vid)',
    'elq(?:|at|aid|track(?:id)?|campaignid|recipientid)|_ga|_gl|_gac|_openstat|yadclid|ymclid|ysclid|yclid',
    's_cid|s_kwcid|sc_(?:cid|src|lid|eh|uid|llid)|trk(?:info|campaign|contact|msg|sid)|ef_id|wt\\.?(?:mc_id|mc_ev|tsrc|nav|zmc)|wt_mc|wt_zmc|xtor|xtref|icid|ncid|ocid|cvid|cmpid|campaign_?id',
    'at_(?:medium|campaign|custom\\d|link.*|format|creation|ptr_.*|bbc_.*)|ito|smid|smtyp|mbid|intcid|intcmp',
    // Click ids of advertising networks
    '(?:fb|gad?|msc|yt|tt|twc|tw|dc|mc|li_fat_|ob_|rb_|irc?)(?:clid|lid|click_?id)|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid',
    'gad_(?:source|campaignid)|li_fat_id|epik|srsltid|rdt_cid|dicbo|tblci|taboolaclickid|outbrainclickid|obclid|irgwc|_branch_.*',
    // Mailing lists
    'mc_(?:cid|eid|tc)|mkt_tok|ml_subscriber(?:_hash)?|dm_i|_hs(?:enc|mi)|__hs.*|hscta.*|_ke|_kx|__s|wickedid|vgo_ee|nr_email_referer',
    // Sharing
    'fb_(?:action.*|source|ref|comment_id)|__tn__|__cft__.*|__twitter_impression|igshid|igsh|ref_(?:src|url)|sr_share|spm|scm',
    'guccounter|guce_.*|usqp|amp_(?:js_v|gsa|r|latest_update_time)|replytocom|sharesource|socialshare|wprov',
  ].join('|')})$`,
  'i',
)

/** Names of pages, whatever a list says. */
const NAMES_A_PAGE = /^(?:id|p|page|q|v|story|article|title|name)$/i
/** `ref=newsletter.example`: a site or a mailing list signs the links that it sends out. Elsewhere `ref` may be a branch. */
const SENDER = /^(?:https?:\/\/)?(?:[\p{L}\d-]+\.)+\p{L}{2,}\/?$/iu
const SHARED_TO =
  /^(?:facebook|twitter|x|linkedin|pinterest|reddit|tumblr|telegram|whatsapp|email|print|pocket|threads|mastodon|bluesky)$/i

const CACHED_HOSTS = 500
const cache = new Map<string, ReadonlySet<string>>()

const rules = TidyURL.rules
  .filter((rule) => !rule.match_href)
  .map(({ match, rules: names = [] }) => ({
    // Without the flag that makes a pattern remember where it was.
    pattern: new RegExp(match.source, match.flags.replace('g', '')),
    names: names.map((name) => name.trim().toLowerCase()),
  }))

/** A pattern that ends in `x.com` is not meant for `netflix.com`. */
function isOfHost(pattern: RegExp, host: string): boolean {
  const { index } = pattern.exec(host) ?? {}
  return index !== undefined && (index === 0 || host[index - 1] === '.')
}

/** The listed names for a host, lower case. */
function listedFor(host: string): ReadonlySet<string> {
  const known = cache.get(host)
  if (known) return known
  // Some patterns want the `www.` before it.
  const hosts = [host, `www.${host}`]
  const listed = rules.filter(({ pattern }) => hosts.some((each) => isOfHost(pattern, each)))
  const names = new Set(listed.flatMap((rule) => rule.names))
  if (cache.size === CACHED_HOSTS) cache.clear()
  cache.set(host, names)
  return names
}

/**
 * Whether a parameter only tells where a reader came from. Names and values are decoded; `host` as `URL.hostname` has
 * it. The single names are those of https://github.com/DrKain/tidy-url.
 */
export function isTracker(host: string, name: string, value: string): boolean {
  if (NAMES_A_PAGE.test(name)) return false
  if (FAMILIES.test(name)) return true
  if (/^(?:ref|referrer|referer)$/i.test(name) && SENDER.test(value)) return true
  if (name === 'share' && SHARED_TO.test(value)) return true
  return listedFor(host).has(name.toLowerCase())
}
