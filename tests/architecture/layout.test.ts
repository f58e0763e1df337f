/** What an import graph cannot see: names, places, wiring, guards, and that each rule of the domain has a test. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import remixConfig from "../../remix.config.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const rooms = ["app", "db", "workers", "tests", "public", "docs"];

function filesBelow(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(root, path)).isDirectory() ? filesBelow(path) : [path];
  });
}

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const files = rooms.flatMap(filesBelow);
const sources = files.filter((path) => /\.(ts|tsx|mjs|cjs|js)$/.test(path));
const routes = sources.filter((path) => path.startsWith("app/routes/") && !/\.test\./.test(path));

describe("names", () => {
  it("are no drawers, even of files that nobody imports", () => {
    const drawer = /(^|\/)(util|utils|misc|common|helper|helpers|lib|shared|types)(\/|\.[a-z.]+$|$)/;
    expect(files.filter((path) => drawer.test(path))).toEqual([]);
  });

  it("are no barrels", () => {
    expect(files.filter((path) => /(^|\/)index\.(ts|tsx|js|mjs)$/.test(path))).toEqual([]);
  });

  it("are kebab-case, but for the marks that tools read", () => {
    const plain = sources.filter((path) => !path.startsWith("app/routes/") && !path.startsWith("tests/mutations/"));
    const kebab =
      /^[a-z0-9]+(-[a-z0-9]+)*(\.(server|client|config|test|spec|postgres|phone|kiosk|recorded|d))*\.[a-z]+$/;
    const oddly = (path: string): boolean =>
      path.split("/").some((part, index, parts) => {
        if (index === parts.length - 1) return !kebab.test(part);
        return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part);
      });
    expect(plain.filter(oddly)).toEqual([]);
  });

  it("say nothing of history", () => {
    const history = /(^|[/-])(v[0-9]|new|old|legacy|temp|tmp)([-./]|$)/;
    expect(sources.filter((path) => history.test(path))).toEqual([]);
  });
});

describe("the root", () => {
  it("holds only what a tool or a reader looks for there", () => {
    const allowed = new Set([
      ".dockerignore",
      ".env",
      ".git",
      ".gitignore",
      ".npmrc",
      ".oxlintrc.json",
      ".prettierignore",
      "Dockerfile",
      "LICENSE",
      "README.md",
      "compose.yaml",
      "eslint.config.js",
      "package-lock.json",
      "package.json",
      "remix.config.js",
      "tsconfig.json",
      "vite.config.ts",
    ]);
    // Vite and vitest write their compiled settings beside the file for a moment.
    const passing = /\.log$|\.timestamp-/;
    const found = readdirSync(root).filter((name) => statSync(join(root, name)).isFile() && !passing.test(name));
    expect(found.filter((name) => !allowed.has(name))).toEqual([]);
  });
});

describe("the Remix settings", () => {
  const vite = read("vite.config.ts");
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

  it("are imported by vite.config.ts and handed to the plugin", () => {
    const name = /import (\w+) from "\.\/remix\.config\.js"/.exec(vite)?.[1];
    expect(name).toBeDefined();
    expect(vite).toContain(`remix(${name})`);
  });

  it("have the flag that makes a plain `remix build` fail, and keep lazy discovery off", () => {
    expect(remixConfig.future).toMatchObject({
      v3_routeConfig: true,
      v3_lazyRouteDiscovery: false,
      v3_singleFetch: true,
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
    });
  });

  it("are used by every script: none says remix build or remix dev", () => {
    const launchers = sources.filter((path) => path.startsWith("app/commands/")).map(read);
    expect([...Object.values(scripts), ...launchers].filter((text) => /\bremix (build|dev)\b/.test(text))).toEqual([]);
    expect(read("app/commands/build-product.mjs")).toContain("vite:build");
  });

  it("leave tests and styles out of the routes", () => {
    expect(read("app/routes.ts")).toMatch(/flatRoutes\(\s*\{\s*ignoredRouteFiles:/);
  });
});

describe("routes", () => {
  it("exist", () => {
    expect(routes.length).toBeGreaterThan(0);
  });

  it("guard each loader and action, and name the permission", () => {
    const unguarded = routes.flatMap((path) => {
      const text = read(path);
      const exported = [
        ...text.matchAll(
          /export\s+(?:async\s+)?(?:const|let|var|function)\s+(loader|action|clientLoader|clientAction)\b/g,
        ),
      ];
      // On a phone a loader may stand before the server's own, which it asks or does without; it reads nothing else.
      const fromPhone = [...text.matchAll(/export const clientLoader = (?:fromPhone|aheadOr)<typeof loader>\(/g)];
      const guarded = [
        ...text.matchAll(/export const (?:loader|action) = guarded\(\s*\{\s*action: "[a-z-]+\.[a-z-]+"/g),
      ];
      const elsewhere = /export\s*\{[^}]*\b(loader|action)\b/.test(text);
      return exported.length === guarded.length + fromPhone.length && !elsewhere ? [] : [path];
    });
    expect(unguarded).toEqual([]);
  });

  it("stay within 150 lines", () => {
    const long = routes.filter((path) => read(path).trimEnd().split("\n").length > 150);
    expect(long).toEqual([]);
  });
});

describe("migrations", () => {
  it("never name the public schema, because each district has a schema of its own", () => {
    const migrations = files.filter((path) => /^db\/migrations\/.*\.sql$/.test(path));
    expect(migrations.length).toBeGreaterThan(0);
    expect(migrations.filter((path) => /"?\bpublic\b"?\./.test(read(path)))).toEqual([]);
  });

  it("are all in the journal, in order", () => {
    const journal = JSON.parse(read("db/migrations/meta/_journal.json")) as { entries: { tag: string; idx: number }[] };
    const written = files.filter((path) => /^db\/migrations\/[^/]*\.sql$/.test(path)).map((path) => path.slice(14, -4));
    expect(journal.entries.map((entry) => entry.tag)).toEqual(written.sort());
    expect(journal.entries.map((entry) => entry.idx)).toEqual(journal.entries.map((_entry, index) => index));
  });
});

describe("words", () => {
  it("never name the hotline that elders do not call", () => {
    const retired = ["123", "49"].join("");
    const texts = files.filter((path) => /\.(ts|tsx|mjs|cjs|js|json|css|sql|md|csv|html|svg)$/.test(path));
    const named = new RegExp(`(^|[^0-9])${retired}([^0-9]|$)`);
    expect(texts.filter((path) => named.test(read(path)))).toEqual([]);
  });

  it("never stop a test in silence", () => {
    const tests = sources.filter((path) => /\.(test|spec)\.tsx?$/.test(path));
    const marks = new RegExp(`\\b(it|test|describe)\\.(skip|only|${"to"}do|fixme)\\b`);
    expect(tests.filter((path) => marks.test(read(path)))).toEqual([]);
  });
});

describe("the domain's tests", () => {
  const imported = /(?:from|import) "(#app\/[^"]+|\.{1,2}\/[^"]+)"/g;
  const importsOf = (path: string): string[] =>
    [...read(path).matchAll(imported)].map(([, name = ""]) =>
      name.startsWith("#") ? name.slice(1) : normalize(join(dirname(path), name)),
    );
  const nounOf = (path: string): string => path.split("/").slice(0, 3).join("/");

  function reachedByTests(): Set<string> {
    const waiting = sources.filter((path) => path.startsWith("tests/")).flatMap(importsOf);
    const reached = new Set<string>();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (reached.has(path) || !path.startsWith("app/domain/") || !existsSync(join(root, path))) continue;
      reached.add(path);
      waiting.push(...importsOf(path).filter((next) => nounOf(next) === nounOf(path)));
    }
    return reached;
  }

  it("reach every file with rules, by its own test or through its noun", () => {
    const reached = reachedByTests();
    const rules = sources.filter(
      (path) => path.startsWith("app/domain/") && /^export (async )?(function|const|class)/m.test(read(path)),
    );
    expect(rules.filter((path) => !reached.has(path))).toEqual([]);
  });

  it("test only what exists: a test has the path of its source", () => {
    const stray = sources.filter((path) => {
      if (!/^tests\/domain\/.*\.test\.ts$/.test(path)) return false;
      const folder = dirname(path).replace(/^tests\//, "app/");
      return !existsSync(join(root, folder)) && !existsSync(join(root, `${folder}.ts`));
    });
    expect(stray).toEqual([]);
  });
});
