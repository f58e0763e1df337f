/**
 * Many texts that come in sorted pages, read out sorted over all pages. A page that lies behind the ones before it stays one joined text;
 * only pages that overlap are taken apart and merged, so a month whose elders come in order costs its texts and nothing beside.
 */
type Page = { readonly first: string; readonly last: string; readonly joined: string };

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

function pageOf(texts: readonly string[]): Page[] {
  const [first, last] = [texts[0], texts.at(-1)];
  return first === undefined || last === undefined ? [] : [{ first, last, joined: texts.join("\n") }];
}

export class SortedPages {
  readonly #pages: Page[] = [];

  /** @param texts sorted by code units, none with a line feed */
  add(texts: readonly string[]): void {
    this.#pages.push(...pageOf(texts));
  }

  /** All texts in order, joined by line feeds in pieces that follow each other. */
  *joined(): Generator<string> {
    const pages = [...this.#pages].sort((left, right) => compareTexts(left.first, right.first));
    let group: Page[] = [];
    let last = "";
    for (const page of pages) {
      if (group.length > 0 && page.first > last) {
        yield mergedText(group);
        group = [];
      }
      group.push(page);
      last = page.last > last ? page.last : last;
    }
    if (group.length > 0) yield mergedText(group);
  }
}

function mergedText(pages: readonly Page[]): string {
  const [only] = pages;
  if (only !== undefined && pages.length === 1) return only.joined;
  return pages
    .flatMap(({ joined }) => joined.split("\n"))
    .sort(compareTexts)
    .join("\n");
}
