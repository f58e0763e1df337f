/** The address of a route without parameters, by its file name: dots are slashes, dots in brackets are dots, underscores mark nesting. */
export function addressOf(route: string): string {
  const parts = route.split(/(?<!\[)\.(?!\])/).map((part) => part.replace("[.]", ".").replace(/_$/, ""));
  return `/${parts.filter((part) => !part.startsWith("_")).join("/")}`;
}
