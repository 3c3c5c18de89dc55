import type { DocsAsset } from '@tradewind/contracts/platform/views';
import { swaggerUiFile } from './swagger-ui-files.ts';

export interface TextFile {
  readonly contentType: string;
  readonly text: string;
}

const START_SCRIPT = `window.addEventListener('load', () => {
  window.SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#api',
    deepLinking: true,
    persistAuthorization: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    validatorUrl: null,
  });
});
`;

const STYLE = `:root { color-scheme: light dark; }
body { margin: 0; }
header { display: flex; gap: 1.5rem; align-items: baseline; padding: 0.75rem 1.25rem; font: 1rem system-ui, sans-serif; }
header a { color: inherit; }
@media (prefers-color-scheme: dark) {
  body { background: #14181d; color: #e8eaed; }
  #api { filter: invert(0.88) hue-rotate(180deg); }
  #api .microlight { filter: invert(1) hue-rotate(180deg); }
}
`;

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

const READERS: Readonly<Record<DocsAsset, () => TextFile>> = {
  'swagger-ui-bundle.js': () => ({ contentType: JAVASCRIPT, text: swaggerUiFile('swagger-ui-bundle.js') }),
  'swagger-ui.css': () => ({ contentType: CSS, text: swaggerUiFile('swagger-ui.css') }),
  'docs.js': () => ({ contentType: JAVASCRIPT, text: START_SCRIPT }),
  'docs.css': () => ({ contentType: CSS, text: STYLE }),
};

/** One of the files that the API page loads. */
export function readDocsAsset(asset: DocsAsset): TextFile {
  return READERS[asset]();
}
