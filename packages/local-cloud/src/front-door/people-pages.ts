import type { Mailbox } from '../ses/mailbox.ts';
import type { GatewayResponse } from './gateway-response.ts';
import { mailboxHtml, mailboxList, mailboxMail, mailboxMessages } from './mailbox-pages.ts';
import { STYLESHEET_PATH, stylesheet } from './page.ts';
import { PAGE_STYLE } from './page-style.ts';
import { splitUrl } from './request-event.ts';
import { decoded } from './router.ts';
import { welcomePage, type WelcomeFacts } from './welcome-page.ts';

export interface PeoplePages {
  /** The page of this address; undefined when it is none of ours. */
  answer(method: string, url: string): GatewayResponse | undefined;
}

/** The pages for people at the front door, beside the API. */
export function peoplePages({
  mailbox,
  facts,
}: {
  readonly mailbox: Mailbox;
  readonly facts: () => WelcomeFacts;
}): PeoplePages {
  return {
    answer(method, url) {
      if (method !== 'GET' && method !== 'HEAD') return undefined;
      const { path, query } = splitUrl(url);
      if (path === '/') return welcomePage(facts());
      if (path === STYLESHEET_PATH) return stylesheet(PAGE_STYLE);
      const [first, id, part, ...rest] = path.split('/').slice(1);
      if (first !== 'mailbox' || rest.length > 0) return undefined;
      if (id === undefined || id === '') return mailboxList(mailbox, new URLSearchParams(query));
      if (part === undefined && id === 'messages') return mailboxMessages(mailbox, new URLSearchParams(query));
      if (part === undefined) return mailboxMail(mailbox, decoded(id));
      return part === 'html' ? mailboxHtml(mailbox, decoded(id)) : undefined;
    },
  };
}
