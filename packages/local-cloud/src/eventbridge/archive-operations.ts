import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { arn, resourceName } from '../aws/account.ts';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { archiveArn, type Archive, type ArchiveTable } from './archive-table.ts';
import { parseEventPattern } from './event-pattern.ts';
import { existingBus, type RuleTable } from './rule-table.ts';

export interface ArchiveContext {
  readonly archives: ArchiveTable;
  readonly rules: RuleTable;
  readonly clock: Clock;
}

const ArchiveName = z.string().check(z.regex(/^[\w.-]{1,48}$/));
const Settings = {
  Description: z.optional(z.string().check(z.maxLength(512))),
  EventPattern: z.optional(z.string()),
  RetentionDays: z.optional(z.int().check(z.minimum(0))),
};

/** Archives as the API manages them. An archive takes what arrives from its creation on. */
export function archiveOperations({ archives, rules, clock }: ArchiveContext): Record<string, Operation> {
  return {
    CreateArchive: operation(z.object({ ArchiveName, EventSourceArn: z.string(), ...Settings }), (input) => {
      if (archives.archive(input.ArchiveName) !== undefined) {
        throw new AwsError('ResourceAlreadyExistsException', `Archive ${input.ArchiveName} already exists.`);
      }
      if (input.EventPattern !== undefined) parseEventPattern(input.EventPattern);
      const archive: Archive = {
        name: input.ArchiveName,
        bus: existingBus(rules, input.EventSourceArn),
        pattern: input.EventPattern ?? null,
        description: input.Description ?? null,
        retention_days: input.RetentionDays ?? 0,
        created_at: clock.now().getTime(),
      };
      archives.put(archive);
      return receipt(archive);
    }),
    UpdateArchive: operation(z.object({ ArchiveName, ...Settings }), (input) => {
      const archive = existingArchive(archives, input.ArchiveName);
      if (input.EventPattern !== undefined) parseEventPattern(input.EventPattern);
      const updated: Archive = {
        ...archive,
        pattern: input.EventPattern ?? archive.pattern,
        description: input.Description ?? archive.description,
        retention_days: input.RetentionDays ?? archive.retention_days,
      };
      archives.put(updated);
      return receipt(updated);
    }),
    DescribeArchive: operation(z.object({ ArchiveName }), (input) => {
      const archive = existingArchive(archives, input.ArchiveName);
      archives.expire(clock.now().getTime());
      return {
        ...view(archives, archive),
        ArchiveArn: archiveArn(archive.name),
        Description: archive.description ?? undefined,
        EventPattern: archive.pattern ?? undefined,
      };
    }),
    ListArchives: operation(
      z.object({
        NamePrefix: z._default(z.string(), ''),
        EventSourceArn: z.optional(z.string()),
        State: z.optional(z.string()),
      }),
      (input) => {
        const bus = input.EventSourceArn === undefined ? undefined : resourceName(input.EventSourceArn);
        const found = archives
          .archives()
          .filter((archive) => archive.name.startsWith(input.NamePrefix) && (bus ?? archive.bus) === archive.bus);
        return { Archives: (input.State ?? 'ENABLED') === 'ENABLED' ? found.map((one) => view(archives, one)) : [] };
      },
    ),
    DeleteArchive: operation(z.object({ ArchiveName }), (input) => {
      archives.delete(existingArchive(archives, input.ArchiveName).name);
      return {};
    }),
  };
}

/** By name or ARN. Throws ResourceNotFoundException. */
export function existingArchive(archives: ArchiveTable, nameOrArn: string): Archive {
  const name = resourceName(nameOrArn);
  const archive = archives.archive(name);
  if (archive === undefined) throw new AwsError('ResourceNotFoundException', `Archive ${name} does not exist.`);
  return archive;
}

function receipt(archive: Archive): object {
  return { ArchiveArn: archiveArn(archive.name), State: 'ENABLED', CreationTime: archive.created_at / 1000 };
}

function view(archives: ArchiveTable, archive: Archive): object {
  const { count, bytes } = archives.size(archive.name);
  return {
    ArchiveName: archive.name,
    EventSourceArn: arn('events', `event-bus/${archive.bus}`),
    State: 'ENABLED',
    RetentionDays: archive.retention_days,
    SizeBytes: bytes,
    EventCount: count,
    CreationTime: archive.created_at / 1000,
  };
}
