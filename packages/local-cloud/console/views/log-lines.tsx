import type { LogLine } from '@tradewind/local-cloud/console/views';
import { clockTime, pretty, shortName } from '../format.ts';

/** Log lines, each of which opens to its fields. */
export function LogLines({ lines }: { lines: readonly LogLine[] }) {
  return (
    <div class="rows logs" role="list" aria-label="Log lines">
      {lines.map((line) => (
        <div role="listitem" key={line.id}>
          <details data-level={line.level}>
            <summary data-row>
              <time dateTime={new Date(line.at).toISOString()}>{clockTime(line.at)}</time>
              <span class="level">{line.level}</span>
              <span class="function">{shortName(line.functionName)}</span>
              <span class="message">{messageOf(line)}</span>
            </summary>
            <div class="fields">
              {line.traceId !== undefined && <a href={`#/traces/${line.traceId}`}>Its trace</a>}
              <pre tabIndex={0} aria-label="Fields">
                {pretty(fieldsOf(line))}
              </pre>
            </div>
          </details>
        </div>
      ))}
    </div>
  );
}

/** The line of a request says only that; what it was about stands in the fields. */
function messageOf({ message, fields = {} }: LogLine): string {
  const { route, status, code, durationMs, detailType } = fields;
  const told = [route, status, code, detailType].filter((value) => value !== undefined).map(String);
  if (typeof durationMs === 'number') told.push(`${durationMs} ms`);
  return [message, ...told].join(' · ');
}

function fieldsOf({ functionName, awsRequestId, requestId, correlationId, traceId, fields }: LogLine): object {
  return { functionName, awsRequestId, requestId, correlationId, traceId, ...fields };
}
