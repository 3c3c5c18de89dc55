import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventAnnouncer } from './event-announcer.ts';
import { BUS, startLocalAws, type LocalAws } from './local-aws.test-support.ts';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});
afterAll(() => aws.stop());

function event(orderId: string, more: object = {}) {
  return { source: 'tradewind.carts', detailType: 'carts.person-erased.v1', detail: { data: { orderId }, ...more } };
}

describe('eventAnnouncer', () => {
  it('puts an event on the bus in its trace, where it has one', async () => {
    const announcer = eventAnnouncer(BUS, aws.eventBridge);
    await announcer.announce(event('1', { traceparent: '00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01' }));
    await announcer.announce(event('2', { traceparent: 'nonsense' }));
    const headers = (await aws.deliveredEvents()).map(({ traceHeader }) => traceHeader);
    expect(headers.toSorted()).toEqual([
      'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
      undefined,
    ]);
  });

  it('fails when the bus refuses the event although it takes the request', async () => {
    const foreign = { ...event('3'), source: 'aws.ec2' };
    await expect(eventAnnouncer(BUS, aws.eventBridge).announce(foreign)).rejects.toThrow(
      /^The bus refused carts\.person-erased\.v1: NotAuthorizedForSourceException /,
    );
  });

  it('fails when the bus does not take the request', async () => {
    const tooLarge = event('4', { text: 'x'.repeat(1_100_000) });
    await expect(eventAnnouncer(BUS, aws.eventBridge).announce(tooLarge)).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});
