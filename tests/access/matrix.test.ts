/** The routes say who may come in; the matrix says it again, apart from them. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ACTIONS } from "#app/domain/access/permission.ts";
import { MATRIX } from "./matrix.ts";

const folder = fileURLToPath(new URL("../../app/routes/", import.meta.url));

function declared(name: string, text: string): string | null {
  return new RegExp(`export const ${name} = guarded\\(\\s*\\{\\s*action: "([a-z.-]+)"`).exec(text)?.[1] ?? null;
}

const routes = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const text = readFileSync(folder + name, "utf8");
      return [name.replace(/\.tsx?$/, ""), { reads: declared("loader", text), changes: declared("action", text) }];
    }),
);

describe("the access matrix", () => {
  it("has a line for each route, with the permissions that the route asks for", () => {
    expect(routes).toEqual(MATRIX);
  });

  it("names only permissions that exist, and leaves no permission without an address", () => {
    const asked = new Set(Object.values(MATRIX).flatMap((cell) => [cell.reads, cell.changes]));
    asked.delete(null);
    expect([...asked].sort()).toEqual([...ACTIONS].filter((action) => asked.has(action)).sort());
    expect(ACTIONS.filter((action) => !asked.has(action))).toEqual([]);
  });

  it("lets nothing be changed by what only reads: a change asks for a permission of its own or of the person's own session", () => {
    const careless = Object.entries(MATRIX).filter(
      ([, cell]) => cell.changes !== null && /\.read$|\.home$|^public\.read$/.test(cell.changes),
    );
    expect(careless.map(([route]) => route)).toEqual([]);
  });
});
