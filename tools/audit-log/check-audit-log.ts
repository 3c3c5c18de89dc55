import { createClient, listAllAuditLog, signIn, verifyAuditLog, type Client } from '@tradewind/client';
import { UsageError } from '../import/options.ts';
import { exitWith } from '../process/exit-code.ts';
import { auditLogOptions, USAGE } from './options.ts';
import { verifyChain, type AuditApi } from './verify-chain.ts';

function auditApi(client: Client): AuditApi {
  return {
    async verify(cursor) {
      const { data } = await verifyAuditLog(client, { limit: 100, ...(cursor === undefined ? {} : { cursor }) });
      return data;
    },
    async entry(sequence) {
      for await (const entry of listAllAuditLog(client, { limit: 100 })) {
        if (entry.sequence === sequence) return entry;
      }
      return undefined;
    },
  };
}

async function main(): Promise<number> {
  const { baseUrl, credentials, noted } = auditLogOptions(process.argv.slice(2), process.env);
  const client = createClient({ baseUrl });
  await signIn(client, credentials);
  const { checked, head, findings } = await verifyChain(auditApi(client), noted);
  for (const finding of findings) process.stdout.write(`  ${finding}\n`);
  const verdict = findings.length === 0 ? 'The audit log is intact' : 'The audit log is broken';
  process.stdout.write(`${verdict}: ${checked} entries. Its head, to be noted: ${head.sequence}:${head.hash}\n`);
  return findings.length === 0 ? 0 : 1;
}

await exitWith(main, (error) => ({ code: 2, hint: error instanceof UsageError ? `\n${USAGE}` : '' }));
