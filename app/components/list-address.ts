/** Addresses of the same list with another sort order, page or filter: the list's whole state is in its address, so that a link shows the same list. */
export type ListChange = Readonly<Record<string, string | null>>;

/** Changes some parameters of an address; null removes one. Any change but of the page itself starts again at the first page. */
export function listAddress(pathname: string, search: string, change: ListChange): string {
  const parameters = new URLSearchParams(search);
  if (!("page" in change)) parameters.delete("page");
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === "") parameters.delete(name);
    else parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === "" ? pathname : `${pathname}?${text}`;
}
