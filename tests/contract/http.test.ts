import { createHttpClient } from '../../main/http/client.ts'
import { serveHttp } from '../../main/http/serve.ts'
import { openPostil } from '../../main/postil.ts'
import { describeContract } from '../support/contractSuite.ts'

describeContract('over HTTP', async (libraryPath) => {
  const postil = await openPostil({ libraryPath })
  await postil.ready
  const { reader, readMedia } = postil
  const served = await serveHttp({ reader, readMedia, windowDir: libraryPath })
  const client = createHttpClient(served)
  return {
    reader: client,
    async close() {
      client.close()
      await served.close()
      await postil.close()
    },
  }
})
