import { describe, expect, it } from '@jest/globals';
import { inMemoryDeliveries } from '../adapters/in-memory-deliveries.ts';
import { inMemoryMailer } from '../adapters/in-memory-mailer.ts';
import { UNNAMED_SHOP } from '../domain/shop.ts';
import { sendWelcome } from './customer-mails.ts';
import type { SendMailDeps } from './send-mail.ts';

const event = { eventId: 'evt_1', data: { email: 'ada@example.com', name: 'Ada' }, shop: UNNAMED_SHOP };

function world() {
  let now = Date.parse('2026-01-31T09:30:00.000Z');
  const mailer = inMemoryMailer();
  const deps: SendMailDeps = { deliveries: inMemoryDeliveries(), mailer, clock: { now: () => new Date(now) } };
  return {
    mailer,
    deps,
    advance: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('sending the mail of an event', () => {
  it('sends it', async () => {
    const { deps, mailer } = world();
    await expect(sendWelcome(deps)(event)).resolves.toBe('sent');
    expect(mailer.sent).toEqual([
      expect.objectContaining({ to: 'ada@example.com', subject: 'Welcome to Tradewind', html: expect.any(String) }),
    ]);
  });

  it('sends it once, however often the event comes', async () => {
    const { deps, mailer, advance } = world();
    await sendWelcome(deps)(event);
    advance(3600);
    await expect(sendWelcome(deps)(event)).resolves.toBe('already-sent');
    expect(mailer.sent).toHaveLength(1);
  });

  it('sends another for another event', async () => {
    const { deps, mailer } = world();
    await sendWelcome(deps)(event);
    await sendWelcome(deps)({ ...event, eventId: 'evt_2' });
    expect(mailer.sent).toHaveLength(2);
  });

  it('sends it once when the event comes twice at the same time', async () => {
    const { deps, mailer } = world();
    const outcomes = await Promise.allSettled([sendWelcome(deps)(event), sendWelcome(deps)(event)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining({ code: 'notifications.delivery-in-progress' }),
    });
    expect(mailer.sent).toHaveLength(1);
  });

  it('leaves a mail that failed to the next delivery after the lease', async () => {
    const { deps, mailer, advance } = world();
    const failing: SendMailDeps = { ...deps, mailer: { send: () => Promise.reject(new Error('throttled')) } };
    await expect(sendWelcome(failing)(event)).rejects.toThrow('throttled');
    await expect(sendWelcome(deps)(event)).rejects.toMatchObject({ code: 'notifications.delivery-in-progress' });
    advance(30);
    await expect(sendWelcome(deps)(event)).resolves.toBe('sent');
    expect(mailer.sent).toHaveLength(1);
  });
});
