import { defineRoute } from '../http/route.ts';
import { HealthView } from './views.ts';

export const getHealth = defineRoute({
  service: 'platform',
  name: 'get-health',
  method: 'GET',
  path: '/health',
  access: 'public',
  summary: 'Whether the API answers',
  responses: { 200: HealthView },
});
