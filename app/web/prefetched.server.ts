/** Whether the browser asks for a page before anybody wants to see it: what it brings is on nobody's screen yet. */
export function isPrefetched({ headers }: Request): boolean {
  return (headers.get("sec-purpose") ?? "").includes("prefetch");
}
