import { useState } from 'preact/hooks';

/** Commands to paste into a shell. */
export function TryIt({ commands }: { commands: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(commands).then(() => setCopied(true));
  };
  return (
    <figure class="commands">
      <figcaption>
        Buy something from a shell{' '}
        <button type="button" onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </button>
      </figcaption>
      <pre tabIndex={0} aria-label="Commands of a purchase">
        {commands}
      </pre>
    </figure>
  );
}
