/** Keeps its thread busy for some milliseconds of processor time and answers nothing. */
export async function handler({ ms }: { readonly ms: number }): Promise<void> {
  const began = process.threadCpuUsage();
  for (;;) {
    const { user, system } = process.threadCpuUsage(began);
    if (user + system >= ms * 1000) return;
  }
}
