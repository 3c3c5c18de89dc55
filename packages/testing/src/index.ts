export { eventually, type EventuallyOptions } from './eventually.ts';
export { httpEvent, type HttpEventOptions } from './http-event.ts';
export { lambdaContext } from './lambda-context.ts';
export { meteredTable, type MeteredTable, type Units } from './metered-table.ts';
export { startTestCloud, type TestCloud, type TestCloudOptions } from './test-cloud.ts';
