import { openPostil } from '../../main/postil.ts'
import { describeContract } from '../support/contractSuite.ts'

describeContract('called directly', async (libraryPath) => {
  const postil = await openPostil({ libraryPath })
  await postil.ready
  return { reader: postil.reader, close: () => postil.close() }
})
