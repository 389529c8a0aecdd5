import { describeMainJob } from './mainJob.ts'

describeMainJob('browser')
