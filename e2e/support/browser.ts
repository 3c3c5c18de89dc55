import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APPLICATIONS = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser that this machine has. Throws with the way to get one if there is none. */
function findBrowser(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = PROGRAMS.flatMap((program) => folders.map((folder) => path.join(folder, program)));
  const found = [...candidates, ...APPLICATIONS].find(isProgram);
  if (found === undefined) {
    throw new Error('The page tests need Chromium or Chrome. On Debian and Ubuntu: sudo apt-get install chromium');
  }
  return found;
}

/** A headless browser that talks to nobody but the page under test. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
