/** Some editors and some gateways put a mark before a text, which JSON does not know. */
export function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
