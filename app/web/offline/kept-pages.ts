/**
 * The pages that a phone keeps for days without a network: the frame of each screen, without anybody's data. They are the server's own
 * pages, asked for with `?shell`; what stands in them comes from the phone's encrypted store.
 */

/** Stands in the kept visit page where the visit's number will stand. */
export const NO_VISIT = "VISIT-OF-THE-PHONE";

const SCREENS = ["/worker", "/worker/offers", "/worker/record", "/worker/me", "/worker/unscheduled"] as const;
const VISIT_PAGE = `/worker/visits/${NO_VISIT}`;

export const KEPT_PAGES: readonly string[] = [...SCREENS, VISIT_PAGE];

/** Small files beside them. */
export const KEPT_FILES = ["/manifest.webmanifest", "/icon.svg", "/favicon.svg"] as const;

export function shellAddress(page: string): string {
  return `${page}?shell`;
}

/** Whether the server is asked for the frame only. */
export function isShell(request: Request): boolean {
  return new URL(request.url).searchParams.has("shell");
}

/** A visit's number is written into a page: nothing but the characters of one gets through. */
const VISIT_PATH = /^\/worker\/visits\/([A-Za-z0-9._-]{1,60})$/;

/** The kept page that stands for an address, and the visit to write into it; null for an address that no kept page answers. */
export function keptPageOf(pathname: string): { readonly page: string; readonly visitNo: string | null } | null {
  const plain = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
  if ((SCREENS as readonly string[]).includes(plain)) return { page: plain, visitNo: null };
  const visitNo = VISIT_PATH.exec(plain)?.[1];
  return visitNo === undefined ? null : { page: VISIT_PAGE, visitNo };
}

export function pageFor(html: string, visitNo: string | null): string {
  return visitNo === null ? html : html.replaceAll(NO_VISIT, visitNo);
}

/** Scripts and styles that a page names, each once: all that it needs without a network. Names carry a hash of what is in them. */
export function assetsOf(html: string): string[] {
  return [...new Set(html.match(/\/assets\/[A-Za-z0-9._-]+\.(?:js|css)/g) ?? [])];
}
