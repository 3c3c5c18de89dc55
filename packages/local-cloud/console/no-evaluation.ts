import * as z from 'zod/mini';

// The page's policy forbids to evaluate text. Schemas try that once, at their definition, and the browser reports it;
// so this module comes before all that define one.
z.config({ jitless: true });
