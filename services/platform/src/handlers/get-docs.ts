import { getDocs } from '@tradewind/contracts/platform/get-docs';
import { httpHandler, raw } from '@tradewind/middleware';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tradewind API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/docs.css">
</head>
<body>
<header><strong>Tradewind API</strong><a href="/openapi.json">openapi.json</a></header>
<main id="api" aria-label="API reference"><noscript>This page needs JavaScript; <a href="/openapi.json">openapi.json</a> does not.</noscript></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/docs.js"></script>
</body>
</html>
`;

// Swagger UI sets inline styles and draws its icons from data URIs; scripts stay limited to our own files.
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET /docs`: the page to read and try the API; everything it loads is served beside it. */
export const handler = httpHandler(getDocs, { deps: () => ({}) }, async () =>
  raw(200, 'text/html; charset=utf-8', PAGE, { headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } }),
);
