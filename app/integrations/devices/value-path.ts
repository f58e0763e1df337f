/**
 * Where a value stands in a vendor's message. A small part of JSONPath, enough for the formats met in the field:
 *   $ the message, @ the item of "each"; .name  ["any name"]  [0]  [-1]  [*] or .*  ..name (at any depth)
 *   [?(@.n == 'hr')] keeps items whose member equals a text, a number, true or false
 * A text that is JSON itself is opened when the path goes on into it. A path gives every value it meets, in the order of the message.
 */
type Step =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "all" }
  | { readonly kind: "deep"; readonly name: string }
  | { readonly kind: "where"; readonly path: ValuePath; readonly equals: unknown };

export type ValuePath = { readonly from: "$" | "@"; readonly steps: readonly Step[] };

const NAME = /^\.([\p{L}\p{N}_-]+)/u;
const DEEP = /^\.\.([\p{L}\p{N}_-]+)/u;
const ALL = /^(?:\.\*|\[\*\])/;
const INDEX = /^\[(-?\d+)\]/;
const QUOTED = /^\[(?:"([^"]*)"|'([^']*)')\]/;
const WHERE = /^\[\?\(?\s*(@[^=\s]*)\s*==\s*(?:"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)|(true|false))\s*\)?\]/;

function whereStep(found: RegExpExecArray): Step {
  const [, path = "@", double, single, number, flag] = found;
  const equals =
    number !== undefined ? Number(number) : flag !== undefined ? flag === "true" : (double ?? single ?? "");
  return { kind: "where", path: readPath(path), equals };
}

const READERS: readonly (readonly [RegExp, (found: RegExpExecArray) => Step])[] = [
  [DEEP, ([, name = ""]) => ({ kind: "deep", name })],
  [ALL, () => ({ kind: "all" })],
  [NAME, ([, name = ""]) => ({ kind: "name", name })],
  [INDEX, ([, index = "0"]) => ({ kind: "index", index: Number(index) })],
  [QUOTED, ([, double, single]) => ({ kind: "name", name: double ?? single ?? "" })],
  [WHERE, whereStep],
];

/** Throws RangeError that says where the text stops being a path. */
export function readPath(text: string): ValuePath {
  const from = text[0];
  if (from !== "$" && from !== "@") throw new RangeError(`a path begins with $ or @: ${text}`);
  const steps: Step[] = [];
  let rest = text.slice(1);
  while (rest !== "") {
    const hit = READERS.map(([pattern, make]) => ({ found: pattern.exec(rest), make })).find(
      ({ found }) => found !== null,
    );
    if (!hit?.found) throw new RangeError(`not understood from "${rest}" in ${text}`);
    steps.push(hit.make(hit.found));
    rest = rest.slice(hit.found[0].length);
  }
  return { from, steps };
}

/** A text that holds JSON is opened; any other value stays. */
function opened(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const namedMembers = (value: unknown): readonly (readonly [string, unknown])[] =>
  isRecord(value) ? Object.entries(value) : [];

const members = (value: unknown): unknown[] => namedMembers(value).map(([, one]) => one);

function member(value: unknown, name: string): unknown[] {
  return isRecord(value) && !Array.isArray(value) && Object.hasOwn(value, name) ? [value[name]] : [];
}

/** Deeper than any message: a hostile one may not exhaust the stack. */
const DEEPEST = 40;

function deep(value: unknown, name: string, depth = 0): unknown[] {
  if (depth > DEEPEST) return [];
  return [...member(value, name), ...members(value).flatMap((one) => deep(one, name, depth + 1))];
}

function stepInto(given: unknown, step: Step): unknown[] {
  const value = opened(given);
  switch (step.kind) {
    case "name":
      return member(value, step.name);
    case "index":
      return Array.isArray(value) ? value.slice(step.index, step.index === -1 ? undefined : step.index + 1) : [];
    case "all":
      return members(value);
    case "deep":
      return deep(value, step.name);
    case "where":
      return members(value).filter((item) =>
        valuesAt(step.path, { $: item, "@": item }).some((one) => one === step.equals),
      );
  }
}

/** A value with the names of the members that "*" took on the way to it, the outermost first: some vendors name the device so. */
export type Item = { readonly value: unknown; readonly members: readonly string[] };

export type Roots = { readonly $: unknown; readonly "@": unknown };

/** Every value that the path meets; none when it leads nowhere. */
export function valuesAt(path: ValuePath, roots: Roots): unknown[] {
  return path.steps.reduce<unknown[]>(
    (values, step) => values.flatMap((value) => stepInto(value, step)),
    [roots[path.from]],
  );
}

/** The same with the way that led there. */
export function itemsAt(path: ValuePath, roots: Roots): Item[] {
  return path.steps.reduce<Item[]>(
    (items, step) =>
      items.flatMap(({ value, members }) =>
        step.kind === "all"
          ? namedMembers(opened(value)).map(([name, one]) => ({ value: one, members: [...members, name] }))
          : stepInto(value, step).map((one) => ({ value: one, members })),
      ),
    [{ value: roots[path.from], members: [] }],
  );
}
