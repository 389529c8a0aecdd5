import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe-core calls serious or critical on the screen as it stands, rule by rule. */
export async function serious(page: Page): Promise<string[]> {
  // Colours are judged at rest: a transition half-way is no theme.
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))))
  const { violations } = (await page.evaluate(
    `${axe.source}; axe.run(document, { resultTypes: ['violations'] })`,
  )) as axe.AxeResults
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
