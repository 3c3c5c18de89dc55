export async function handler(): Promise<object> {
  return { ...process.env };
}
