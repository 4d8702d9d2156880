/** Waits for the work or for the signal, whichever comes first; true: the signal has come. */
export async function isStoppedBefore(work: Promise<void>, stop: AbortSignal | undefined): Promise<boolean> {
  if (stop === undefined) {
    await work;
    return false;
  }
  let heard = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    heard = resolve;
  });
  stop.addEventListener("abort", heard);
  if (!stop.aborted) await Promise.race([work, stopped]);
  stop.removeEventListener("abort", heard);
  return stop.aborted;
}
