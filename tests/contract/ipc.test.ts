import { eventNames, methodNames, type ReaderApi } from '../../main/core/contract.ts'
import { createBridge } from '../../main/electron/channels.ts'
import { bindIpc } from '../../main/electron/ipc.ts'
import { openPostil } from '../../main/postil.ts'
import { describeContract } from '../support/contractSuite.ts'
import { fakeIpc } from '../support/fakeIpc.ts'

/** The reader behind both ends of IPC, with everything cloned on its way. */
describeContract('over IPC', async (libraryPath) => {
  const postil = await openPostil({ libraryPath })
  await postil.ready
  const { main, renderer, window } = fakeIpc()
  const unbind = bindIpc(main, postil.reader, () => [window])
  const bridge = createBridge(renderer, { methods: methodNames, events: eventNames })
  const calls = methodNames.map((name) => [name, (params: unknown) => bridge.call(name, params)])
  return {
    reader: { ...Object.fromEntries(calls), on: bridge.on } as ReaderApi,
    async close() {
      unbind()
      await postil.close()
    },
  }
})
