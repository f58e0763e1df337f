/** Reads tokens.css as a browser would: which rules apply to the attributes on <html>, which of them wins, and what a token comes to. */
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("../../app/components/tokens.css", import.meta.url), "utf8");

export type Attributes = Readonly<Record<string, string>>;
export type Pair = {
  readonly theme: string;
  readonly foreground: string;
  readonly background: string;
  readonly minimum: number;
};

type Rule = { readonly selector: string; readonly body: string; readonly order: number };

const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, "");
const withoutMedia = withoutComments.slice(0, withoutComments.indexOf("@media"));

const rules: readonly Rule[] = [...withoutMedia.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(
  ([, selectors = "", body = ""], order) =>
    selectors.split(",").map((selector) => ({ selector: selector.trim(), body, order })),
);

/** Attributes asked for by a selector such as `:root[data-surface="kiosk"]:not([data-orient="landscape"])`. */
function conditions(selector: string): { name: string; value: string; wanted: boolean }[] {
  return [...selector.matchAll(/(:not\()?\[([a-z-]+)="([^"]+)"\]/g)].map(([, negated, name = "", value = ""]) => ({
    name,
    value,
    wanted: negated === undefined,
  }));
}

function applies(rule: Rule, attributes: Attributes): boolean {
  return conditions(rule.selector).every(({ name, value, wanted }) => (attributes[name] === value) === wanted);
}

/** Every custom property in force for the attributes, still with its var() references. */
export function declarations(attributes: Attributes): ReadonlyMap<string, string> {
  const inForce = rules
    .filter((rule) => applies(rule, attributes))
    .sort(
      (left, right) => conditions(left.selector).length - conditions(right.selector).length || left.order - right.order,
    );
  const found = new Map<string, string>();
  for (const rule of inForce)
    for (const [, name = "", value = ""] of rule.body.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g))
      found.set(name, value.trim());
  return found;
}

/** The value of a token with all references followed. */
export function resolved(token: string, attributes: Attributes): string {
  const values = declarations(attributes);
  let value = values.get(token);
  if (value === undefined) throw new Error(`no such token: ${token}`);
  for (let depth = 0; value.includes("var(") && depth < 10; depth += 1)
    value = value.replace(/var\((--[\w-]+)\)/g, (_, name: string) => values.get(name) ?? "");
  return value;
}

export const THEMES: Readonly<Record<string, Attributes>> = {
  desk: { "data-surface": "desk" },
  phone: { "data-surface": "phone" },
  kiosk: { "data-surface": "kiosk" },
  high: { "data-surface": "kiosk", "data-contrast": "high" },
};

/** The promises of the file: `@pair theme foreground background minimum`. */
export const PAIRS: readonly Pair[] = [...source.matchAll(/@pair\s+(\w+)\s+(--[\w-]+)\s+(--[\w-]+)\s+([\d.]+)/g)].map(
  ([, theme = "", foreground = "", background = "", minimum = ""]) => ({
    theme,
    foreground,
    background,
    minimum: Number(minimum),
  }),
);

function luminance(colour: string): number {
  const match = /^#([0-9a-f]{6})$/i.exec(colour);
  if (!match) throw new Error(`not a plain colour: ${colour}`);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => {
    const channel = parseInt((match[1] ?? "").slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2 contrast ratio of two colours, 1 to 21. */
export function contrast(left: string, right: string): number {
  const [light, dark] = [luminance(left), luminance(right)].sort((one, other) => other - one) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
