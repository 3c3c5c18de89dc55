import type { GatewayResponse } from './gateway-response.ts';
import type { CloudModel } from '../templates/model.ts';
import { html } from './html.ts';
import { consolePage } from './page.ts';
import { routesOf } from './service-routes.ts';

/** An account that exists from the first start. */
export interface DemoAccount {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

export interface WelcomeFacts {
  readonly model: CloudModel;
  readonly accounts: readonly DemoAccount[];
  readonly awsEndpoint: string;
  /** Commands of a purchase, to paste into a shell. */
  readonly tryIt: string;
}

/** `/`: what runs here and where to go. The console takes the page over where scripts run. */
export function welcomePage({ model, accounts, awsEndpoint }: WelcomeFacts): GatewayResponse {
  const services = model.services.map((service) => ({
    name: service.name,
    routes: routesOf(service).map(({ method, path }) => `${method} ${path}`),
  }));
  return consolePage(
    'Tradewind',
    html`<h1>Tradewind is running</h1>
      <p>
        A headless commerce backend, whole on this machine. Start with the <a href="/docs">API docs</a>; what the system
        mails is in the <a href="/mailbox">mailbox</a>.
      </p>
      ${
        accounts.length === 0
          ? undefined
          : html`<h2>Accounts</h2>
              <table>
                <thead>
                  <tr>
                    <th scope="col">Role</th>
                    <th scope="col">Email</th>
                    <th scope="col">Password</th>
                  </tr>
                </thead>
                <tbody>
                  ${accounts.map(
                    ({ role, email, password }) =>
                      html`<tr>
                        <td>${role}</td>
                        <td><code>${email}</code></td>
                        <td><code>${password}</code></td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
      }
      <h2>Services</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Routes</th>
          </tr>
        </thead>
        <tbody>
          ${services.map(
            ({ name, routes }) =>
              html`<tr>
                <td>${name}</td>
                <td>
                  ${
                    routes.length === 0
                      ? html`<span class="quiet">works on events only</span>`
                      : routes.map((route) => html`<code>${route}</code><br />`)
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      <h2>AWS</h2>
      <p>
        The embedded AWS APIs answer at <code>${awsEndpoint}</code>, region <code>us-east-1</code>, access key and
        secret <code>local</code>.
      </p>`,
  );
}
