import { samplesIn } from '@tradewind/testing/sample-events';

export type { HttpSample } from '@tradewind/testing/sample-events';

export const { sampleEvent, httpSample } = samplesIn(new URL('../../events/', import.meta.url));
