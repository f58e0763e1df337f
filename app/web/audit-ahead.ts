/** Lines of the workbench that were fetched ahead. Held for a minute at most; a step that changes one asks the server again. */

/** Milliseconds after which the server is asked anew. */
const HELD_MS = 60_000;

const held = new Map<string, { readonly at: number; readonly item: Promise<unknown> }>();

type Given = {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly serverLoader: <T>() => Promise<T>;
};

/** `export const clientLoader = aheadOr<typeof loader>()`: what was fetched a moment ago, else the server's answer. */
export function aheadOr<Loader extends (...given: never[]) => unknown>() {
  return async ({ params, serverLoader }: Given): Promise<Awaited<ReturnType<Loader>>> => {
    const visitNo = params["visitNo"] ?? "";
    const known = held.get(visitNo);
    if (known && performance.now() - known.at < HELD_MS) {
      // What was fetched ahead may have been given up when something else was wanted: then it is asked for here.
      const item = await known.item.then(
        (value) => ({ value: value as Awaited<ReturnType<Loader>> }),
        () => null,
      );
      if (item !== null) return item.value;
    }
    const item = serverLoader<Awaited<ReturnType<Loader>>>();
    held.set(visitNo, { at: performance.now(), item });
    item.catch(() => held.delete(visitNo));
    return item;
  };
}
