import { DescribeSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { awsConnection } from '../process/aws-connection.ts';
import { exitWith } from '../process/exit-code.ts';

const USAGE = `Usage: npm run rotate:secret -- <name> [--stage <name>] [--region us-east-1]

Draws a new value for a secret that this system signs with, such as cursor-signing. What was signed with the value before
stays valid until the next rotation. Functions take up the new value within five minutes. With --stage on AWS, by your
credentials; without, the dev stage of the local cloud (TRADEWIND_AWS_PORT).
`;

const SECRET_BYTES = 32;

/** Of 256 bits. The value before becomes AWSPREVIOUS by itself. Answers the id of the version. */
async function rotate(client: SecretsManagerClient, SecretId: string): Promise<string> {
  // Of a secret that does not exist Secrets Manager says so here, before anything is drawn.
  await client.send(new DescribeSecretCommand({ SecretId }));
  const SecretString = randomBytes(SECRET_BYTES).toString('base64url');
  const { VersionId = '' } = await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
  return VersionId;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      stage: { type: 'string' },
      region: { type: 'string', default: 'us-east-1' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [name, ...more] = positionals;
  if (values.help || name === undefined || more.length > 0) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const { client: settings, target } =
    values.stage === undefined ? awsConnection(process.env) : { client: { region: values.region }, target: 'AWS' };
  const id = `tradewind/${values.stage ?? 'dev'}/${name}`;
  const client = new SecretsManagerClient(settings);
  try {
    const version = await rotate(client, id);
    process.stdout.write(`On ${target}\n${id} has the new value ${version}; the one before is AWSPREVIOUS.\n`);
    return 0;
  } finally {
    client.destroy();
  }
}

await exitWith(main);
