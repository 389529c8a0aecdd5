import { describeMainJob } from './mainJob.ts'

describeMainJob('shell')
