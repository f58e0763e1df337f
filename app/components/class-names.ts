/** Joins the class names that apply; a CSS module gives undefined for a class without rules. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter((name) => typeof name === "string" && name !== "").join(" ");
}
