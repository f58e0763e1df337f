import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cardsPerPage } from "#app/kiosk/cards-per-page.ts";
import type { Attributes } from "./token-themes.ts";
import { contrast, declarations, PAIRS, resolved, THEMES } from "./token-themes.ts";

const root = new URL("../../app/", import.meta.url);

function stylesheets(folder: string): { name: string; text: string }[] {
  return readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(".css") && name !== "tokens.css")
    .map((name) => ({
      name,
      text: readFileSync(new URL(`${folder}/${name}`, root), "utf8").replace(/\/\*[\s\S]*?\*\//g, ""),
    }));
}

describe("the arithmetic of contrast", () => {
  it("gives 21 for black on white and 1 for a colour on itself", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#0b5cad", "#0b5cad")).toBe(1);
  });

  it("lets a rule for a surface win over the rule for all", () => {
    expect(resolved("--color-primary", THEMES["desk"] ?? {})).toBe("#0b5cad");
    expect(resolved("--color-primary", THEMES["phone"] ?? {})).toBe("#0b4a8f");
    expect(resolved("--color-primary", THEMES["high"] ?? {})).toBe("#ffd60a");
  });
});

describe("every promised pair of colours", () => {
  it("is a promise of a theme that exists", () => {
    expect(PAIRS.length).toBeGreaterThan(130);
    expect(PAIRS.filter((pair) => !(pair.theme in THEMES))).toEqual([]);
  });

  it.each(PAIRS)(
    "$theme: $foreground on $background reaches $minimum",
    ({ theme, foreground, background, minimum }) => {
      const attributes = THEMES[theme] ?? {};
      expect(contrast(resolved(foreground, attributes), resolved(background, attributes))).toBeGreaterThanOrEqual(
        minimum,
      );
    },
  );
});

/** Pairs that components put together beyond those promised in tokens.css. */
const COMPONENT_PAIRS = [
  ["desk", "--color-ink-soft", "--color-surface", 7],
  ["desk", "--color-ink-soft", "--color-surface-sunken", 7],
  ["desk", "--color-ink-faint", "--color-surface-sunken", 4.5],
  ["desk", "--color-warning-text", "--color-surface-sunken", 7],
  ["desk", "--color-success-text", "--color-surface-sunken", 7],
  ["desk", "--color-error-text", "--color-surface-sunken", 7],
  ["desk", "--color-primary", "--tone-neutral", 3],
  ["desk", "--chart-1", "--tone-neutral", 3],
  ["phone", "--color-ink-soft", "--color-surface", 7],
  ["phone", "--color-primary", "--color-surface", 4.5],
  ["kiosk", "--color-primary", "--color-surface", 4.5],
  ["kiosk", "--color-primary", "--color-primary-tint", 4.5],
  ["kiosk", "--color-ink", "--color-primary-tint", 7],
  ["high", "--color-primary", "--color-surface", 7],
  ["high", "--color-ink-soft", "--color-primary-tint", 7],
  ["high", "--color-primary", "--color-primary-tint", 7],
] as const;

describe("pairs of components", () => {
  it.each(COMPONENT_PAIRS)("%s: %s on %s reaches %d", (theme, foreground, background, minimum) => {
    const attributes = THEMES[theme] ?? {};
    expect(contrast(resolved(foreground, attributes), resolved(background, attributes))).toBeGreaterThanOrEqual(
      minimum,
    );
  });
});

describe("stylesheets of components", () => {
  const sheets = [...stylesheets("components"), ...stylesheets("kiosk")];

  it("name colours by meaning, never literally and never from the raw palette", () => {
    const literal = sheets
      .filter(({ text }) => /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|--raw-/i.test(text))
      .map(({ name }) => name);
    expect(literal).toEqual([]);
  });

  it("take text sizes of desk and phone from the scale", () => {
    const fixed = stylesheets("components").filter(({ text }) => /font-size:\s*[\d.]+px/.test(text));
    expect(fixed.map(({ name }) => name)).toEqual([]);
  });

  it("never set kiosk text below 32 px", () => {
    const sizes = stylesheets("kiosk").flatMap(({ name, text }) =>
      [...text.matchAll(/font-size:[^;]*?(\d+)px/g)].map(([, size]) => ({ name, size: Number(size) })),
    );
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.filter(({ size }) => size < 32)).toEqual([]);
  });

  it("use only tokens that exist", () => {
    const isToken = (token: string) => Object.values(THEMES).some((theme) => declarations(theme).has(token));
    const known = (token: string, text: string) => isToken(token) || text.includes(`${token}:`);
    const unknown = sheets.flatMap(({ name, text }) =>
      [...text.matchAll(/var\((--[\w-]+)/g)]
        .map(([, token = ""]) => token)
        .filter((token) => !known(token, text))
        .map((token) => `${name} ${token}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe("cards on one kiosk screen", () => {
  const layouts = ([1, 2, 3] as const).flatMap((step) => [
    { orient: "portrait" as const, step, low: false },
    { orient: "portrait" as const, step, low: true },
    { orient: "landscape" as const, step, low: false },
  ]);

  it.each(layouts)("the server pages as tokens.css draws: $orient, step $step, seated $low", (layout) => {
    const attributes: Attributes = {
      "data-surface": "kiosk",
      "data-orient": layout.orient,
      "data-step": String(layout.step),
      ...(layout.low && { "data-low": "on" }),
    };
    expect(cardsPerPage(layout)).toBe(Number(resolved("--k-cards", attributes)));
  });

  it("fit into the choices of their layout", () => {
    for (const layout of layouts) {
      const attributes: Attributes = {
        "data-surface": "kiosk",
        "data-orient": layout.orient,
        "data-step": String(layout.step),
        ...(layout.low && { "data-low": "on" }),
      };
      const pixels = (token: string) => Number.parseInt(resolved(token, attributes), 10);
      const cards = cardsPerPage(layout);
      const height = cards * pixels("--k-card-h") + (cards - 1) * pixels("--k-card-gap");
      expect(height, JSON.stringify(layout)).toBeLessThanOrEqual(pixels("--k-choices-h"));
    }
  });
});
