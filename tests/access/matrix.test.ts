/** The routes say who may come in; the matrix says it again, apart from them. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ACTIONS, rolesFor, type Action } from "#app/domain/access/permission.ts";
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

/** The pages around a page, by file name: `a.b.c` stands in `a.b` and in `a`; `a.b_.c` stands in `a` alone. */
function framesOf(route: string): string[] {
  const parts = route.split(".");
  return parts.flatMap((part, at) => {
    const frame = parts.slice(0, at).join(".");
    return at > 0 && frame in MATRIX && part !== "" ? [frame] : [];
  });
}

const readersOf = (action: Action | null) => (action === null ? [] : rolesFor(action));

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

  it("gives each role that may read something an address whose frames let it in", () => {
    const shutOut = ACTIONS.flatMap((action) => {
      const routes = Object.keys(MATRIX).filter((route) => MATRIX[route]?.reads === action);
      const enters = (role: string, route: string) =>
        framesOf(route).every((frame) => (readersOf(MATRIX[frame]?.reads ?? null) as readonly string[]).includes(role));
      const outside = rolesFor(action).filter((role) => !routes.some((route) => enters(role, route)));
      return routes.length === 0 ? [] : outside.map((role) => `${role} may ${action}`);
    });
    expect(shutOut).toEqual([]);
  });
});
