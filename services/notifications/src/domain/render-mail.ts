import { html, type Html } from './html.ts';
import type { AmountRow, Mail, MailBlock, MailDraft } from './mail.ts';
import type { Shop } from './shop.ts';

/** Columns; longer lines wrap badly in plain text readers. */
const TEXT_WIDTH = 64;

function textRow({ label, amount }: AmountRow): string {
  const space = TEXT_WIDTH - amount.length - 2;
  return label.length <= space ? `${label.padEnd(space)}  ${amount}` : `${label}\n${amount.padStart(TEXT_WIDTH)}`;
}

function textBlock(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'heading':
      return `${block.text}\n${'-'.repeat(Math.min(block.text.length, TEXT_WIDTH))}`;
    case 'amounts':
      return block.rows.map(textRow).join('\n');
  }
}

// Mail readers ignore style sheets and many know nothing of flex or grid, hence inline styles and a table.
const CELL = 'padding:4px 0;vertical-align:top';

function htmlRow({ label, amount, emphasis = false }: AmountRow): Html {
  const weight = emphasis ? ';font-weight:bold' : '';
  return html`<tr>
    <td style="${CELL + weight}">${label}</td>
    <td align="right" style="${CELL + weight};white-space:nowrap">${amount}</td>
  </tr>`;
}

function htmlBlock(block: MailBlock): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p style="margin:0 0 16px">${block.text}</p>`;
    case 'heading':
      return html`<h2 style="margin:24px 0 8px;font-size:16px">${block.text}</h2>`;
    case 'amounts':
      return html`<table
        role="presentation"
        width="100%"
        cellspacing="0"
        cellpadding="0"
        style="margin:0 0 16px;border-collapse:collapse"
      >
        ${block.rows.map(htmlRow)}
      </table>`;
  }
}

function footerLines({ supportEmail, imprint }: Shop): readonly string[] {
  return [supportEmail ?? '', imprint ?? ''].filter((line) => line !== '');
}

function page({ subject, blocks }: MailDraft, shop: Shop): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${subject}</title>
      </head>
      <body
        style="margin:0;padding:24px;background:#f4f5f7;color:#1c2430;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
      >
        <div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px">
          <p style="margin:0 0 24px;font-size:18px;font-weight:bold;color:#0b5c6b">${shop.name}</p>
          ${blocks.map(htmlBlock)}
          <p style="margin:24px 0 0">${shop.name}</p>
          ${footerLines(shop).map((line) => html`<p style="margin:8px 0 0;font-size:12px;color:#5b6573">${line}</p>`)}
        </div>
      </body>
    </html> `;
}

/** The draft as a mail of the shop, with a plain text and an HTML part. */
export function renderMail(draft: MailDraft, shop: Shop): Mail {
  const signature = [shop.name, ...footerLines(shop)].join('\n');
  return {
    senderName: shop.name,
    replyTo: shop.supportEmail,
    to: draft.to,
    subject: draft.subject,
    text: `${[...draft.blocks.map(textBlock), signature].join('\n\n')}\n`,
    html: page(draft, shop).markup,
  };
}
