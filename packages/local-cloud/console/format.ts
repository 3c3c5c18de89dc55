/** `3.2 ms`, `318 ms`, `1.75 s`, `2 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds === 0) return '0';
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(2)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

/** `14:03:22.118`, in the time of this machine. */
export function clockTime(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `42 s`, `5 min`, `3 h`. */
export function age(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3_600)} h`;
}

/** `1 event`, `2 events`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Without what all names of this system begin with. */
export function shortName(name: string): string {
  return name.replaceAll(/\btradewind-/g, '').replaceAll(/-dev(?=-|\b)/g, '');
}

export function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2) ?? '';
}
