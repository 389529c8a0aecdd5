import type { Page } from 'playwright-core'
import { afterEach, beforeEach } from 'vitest'
import { type Site, startSite } from '../support/site.ts'
import type { Launched, Launcher } from './launchers.ts'

/** A web site and a Postil for each test of the block that calls this; both are gone after it. */
export function eachWith(launch: Launcher): { readonly site: Site; readonly postil: Launched; readonly page: Page } {
  let site: Site
  let postil: Launched
  beforeEach(async () => {
    site = await startSite()
    postil = await launch()
  })
  afterEach(async () => {
    await postil?.close()
    await site?.close()
  })
  return {
    get site() {
      return site
    },
    get postil() {
      return postil
    },
    get page() {
      return postil.page
    },
  }
}
