/** Where a redirect may lead: a path of this product. Anything else becomes the fallback. */
export function safeRedirectPath(to: string | null | undefined, fallback = "/"): string {
  if (!to || !/^\/(?![/\\])/.test(to) || to.includes("\\")) return fallback;
  for (const character of to) if (character.charCodeAt(0) < 0x20 || character.charCodeAt(0) === 0x7f) return fallback;
  return to;
}
