import { Overview, type ServiceView } from '@tradewind/local-cloud/console/views';
import { useAnswer } from '../ask.ts';
import { counted, shortName } from '../format.ts';
import { TryIt } from '../parts/try-it.tsx';
import { Queues } from './queues.tsx';

/** What runs: services with their routes, functions and tables; queues; logins; how to begin. */
export function OverviewView() {
  const { data, problem } = useAnswer('/_console/overview', Overview);
  if (problem !== undefined) return <p class="problem">{problem}</p>;
  if (data === undefined) return <p class="empty">Loading …</p>;
  return (
    <section aria-label="Overview">
      <div class="list-head">
        <h1>Tradewind is running</h1>
        <p class="quiet">
          {counted(data.services.length, 'service')}, {total(data.services, 'functions')} functions,{' '}
          {total(data.services, 'routes')} routes. AWS at <code>{data.awsEndpoint}</code>, key and secret{' '}
          <code>local</code>.
        </p>
      </div>
      <div class="overview">
        <div>
          <Services services={data.services} />
          <Queues queues={data.services.flatMap(({ queues }) => queues)} />
        </div>
        <div>
          <TryIt commands={data.tryIt} />
          {data.accounts.length > 0 && (
            <section aria-labelledby="logins" class="card">
              <h2 id="logins">Logins</h2>
              <ul class="logins">
                {data.accounts.map(({ role, email, password }) => (
                  <li key={email}>
                    <b>{role}</b> <code>{email}</code> <code>{password}</code>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section aria-labelledby="more" class="card">
            <h2 id="more">More</h2>
            <ul class="plain">
              <li>
                <a href="/docs">API docs</a>: every operation, to try out
              </li>
              <li>
                <a href="/mailbox">Mailbox</a>: what the system mailed
              </li>
              <li>
                <a href="#/requests">Requests</a>: follow one with the eyes
              </li>
            </ul>
          </section>
        </div>
      </div>
    </section>
  );
}

function Services({ services }: { services: readonly ServiceView[] }) {
  return (
    <section aria-labelledby="services" class="card">
      <h2 id="services">Services</h2>
      {services.map((service) => (
        <details key={service.name} class="service">
          <summary data-row>
            <b>{service.name}</b>
            <span>{counted(service.routes.length, 'route')}</span>
            <span>{counted(service.functions.length, 'function')}</span>
            <span>{itemsOf(service)}</span>
          </summary>
          <ServiceDetails service={service} />
        </details>
      ))}
    </section>
  );
}

function ServiceDetails({ service: { functions, tables } }: { service: ServiceView }) {
  return (
    <div class="service-details">
      <table>
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col">Called by</th>
          </tr>
        </thead>
        <tbody>
          {functions.map(({ name, key, triggers }) => (
            <tr key={name}>
              <td>
                <a href={`#/logs?function=${name}`} title="Its log">
                  {key}
                </a>
              </td>
              <td>
                {triggers.length === 0 ? (
                  <span class="quiet">the saga, or by name</span>
                ) : (
                  triggers.map((trigger) => <code key={trigger}>{shortName(trigger)}</code>)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {tables.map(({ name, items, more }) => (
        <p key={name} class="quiet">
          Table <code>{name}</code>: {more ? `more than ${items} items` : counted(items, 'item')}
        </p>
      ))}
    </div>
  );
}

function itemsOf({ tables }: ServiceView): string {
  if (tables.length === 0) return 'no table';
  const items = tables.reduce((sum, table) => sum + table.items, 0);
  return tables.some(({ more }) => more) ? `${items}+ items` : counted(items, 'item');
}

function total(services: readonly ServiceView[], part: 'functions' | 'routes'): number {
  return services.reduce((sum, service) => sum + service[part].length, 0);
}
