import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeHtml, html } from './html.ts';

/** The text that a browser shows for markup without elements. */
function shown(markup: string): string {
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return markup.replace(/&(amp|lt|gt|quot|#39);/g, (entity, name: string) => characters[name] ?? entity);
}

describe('escaping', () => {
  it('shows any text as it is and lets none become markup', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']/);
        expect(shown(escaped)).toBe(text);
      }),
    );
  });

  it('spares the template and what is markup already', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    const list = html`<ul class="${'x" onload="y'}">
      ${items}
    </ul>`;
    expect(list.markup.replaceAll(/\s*\n\s*/g, '')).toBe(
      '<ul class="x&quot; onload=&quot;y"><li>a</li><li>&lt;b&gt;</li></ul>',
    );
  });

  it('escapes once, however deep', () => {
    expect(html`<p>${html`<b>${'&'}</b>`}</p>`.markup).toBe('<p><b>&amp;</b></p>');
  });

  it('leaves backslashes and dollars of values alone', () => {
    expect(html`<p>${'\\n $& ${x}'}</p>`.markup).toBe('<p>\\n $&amp; ${x}</p>');
  });
});
