/**
 * Many texts that come in sorted pages, read out sorted over all pages. Only where a page begins and ends is kept; its joined text waits
 * elsewhere. A page that lies behind the ones before it is read as it is; only pages that overlap are taken apart and merged.
 */
export type PageEnds = { readonly first: string; readonly last: string };
type Page = PageEnds & { readonly page: number };

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

export class SortedPages {
  readonly #pages: Page[] = [];

  /** A page by its number, under which its texts are kept: sorted by code units, none with a line feed, from its first to its last. */
  add(page: number, ends: PageEnds): void {
    this.#pages.push({ page, ...ends });
  }

  /** Numbers of the pages in the order in which they are read; those of one group are read merged. */
  *groups(): Generator<readonly number[]> {
    const pages = [...this.#pages].sort((left, right) => compareTexts(left.first, right.first));
    let group: number[] = [];
    let last = "";
    for (const page of pages) {
      if (group.length > 0 && page.first > last) {
        yield group;
        group = [];
      }
      group.push(page.page);
      last = page.last > last ? page.last : last;
    }
    if (group.length > 0) yield group;
  }
}

/** The texts of one group's pages, joined by line feeds, as one text in order. */
export function mergedText(joined: readonly string[]): string {
  const [only] = joined;
  if (only !== undefined && joined.length === 1) return only;
  return joined
    .flatMap((text) => text.split("\n"))
    .sort(compareTexts)
    .join("\n");
}
