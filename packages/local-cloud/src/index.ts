export { startCloud, type Cloud, type CloudOptions } from './cloud.ts';
export { silentLog, type CloudLog } from './log.ts';
export { PortTakenError } from './server.ts';
export { StoreVersionError } from './store.ts';
export { TemplateError } from './templates/model.ts';
