/**
 * Who may import whom. Arrows point down: routes and workers, use cases, db and integrations, domain, then money and time.
 * Each comment says what to do instead. A new room or a new arrow needs a decision record and a change here in the same commit;
 * a rule may be loosened only by naming the file that needs it, never by a wider pattern.
 * tests/architecture/dependency-rules.test.ts injects a violation of each kind and expects it to be caught.
 */
const ROOMS = "^(app|db|workers|tests)/";
const PRODUCTION = "^(app|db|workers)/";

/** Of our own files, `from` may import only what `allowed` names. */
const only = (name, comment, from, allowed) => ({
  name,
  severity: "error",
  comment,
  from,
  to: { path: ROOMS, pathNot: allowed },
});

const forbid = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

const rooms = [
  only(
    "domain-imports-domain",
    "A rule takes values: load them in the use case and pass them in. Words for people live in app/messages.",
    { path: "^app/domain/" },
    ["^app/domain/"],
  ),
  forbid(
    "domain-has-three-packages",
    "zod anywhere, luxon in time, rrule in its one file; no node modules. Do it in an integration and pass the value in.",
    { path: "^app/domain/" },
    { pathNot: ["^app/", "^(db|workers|tests)/", "node_modules/(zod|luxon|rrule|@types/luxon)/"] },
  ),
  only(
    "money-and-time-are-the-floor",
    "Money and time know nothing of care, of refusals or of each other's callers. Put the rule in the noun that needs it.",
    { path: "^app/domain/(money|time)/" },
    ["^app/domain/(money|time)/"],
  ),
  forbid(
    "care-does-not-know-claims",
    "What happened is judged without knowing what it pays. Move the rule to claims, or pass the value in.",
    { path: "^app/domain/(care-plan|scheduling|matching|visits|verification)/" },
    { path: "^app/domain/(claims|ledger|reconciliation|payments)/" },
  ),
  forbid(
    "imports-translate-rows",
    "app/domain/imports turns cells into rows and problems. It asks the nouns for validity, and no step of care or money.",
    { path: "^app/domain/imports/" },
    {
      path: "^app/domain/(scheduling|matching|visits|verification|claims|ledger|reconciliation|payments)/",
      // A cell with coordinates has the same datum and bounds as a visit's place; a bank's row is bounded by what is in transit.
      pathNot: "^app/domain/(verification/(location|datum)|reconciliation/payment-state)\\.ts$",
    },
  ),
  only(
    "db-imports-domain",
    "The database stores domain values and decides nothing. Put the steps in order in a use case.",
    { path: "^db/", pathNot: "^db/(seed/|migrate\\.ts$)" },
    ["^db/", "^app/domain/"],
  ),
  only(
    "seed-makes-values",
    "Seed data is values and rows. Files are written and people are greeted by a use case or a command.",
    { path: "^db/(seed/|migrate\\.ts$)" },
    ["^db/", "^app/domain/", "^app/integrations/"],
  ),
  forbid(
    "only-seeding-reads-seeds",
    "The product reads policy, catalogue and calendar from the database. Only the server's start and commands hand seeds to the use cases that load them.",
    {
      path: "^(app/(domain|usecases|web|routes|components|kiosk|messages|integrations)|workers|db/(repositories|queries|schema))/",
    },
    { path: "^db/seed/" },
  ),
  only(
    "integrations-import-domain",
    "A gateway translates and never decides. What it needs to know comes as an argument.",
    { path: "^app/integrations/" },
    ["^app/integrations/", "^app/domain/"],
  ),
  only(
    "usecases-stay-headless",
    "A use case knows no request, no screen and no driver. Of db: repositories, queries, transaction, refusals.",
    { path: "^app/usecases/" },
    ["^app/(usecases|domain|integrations)/", "^db/(repositories|queries)/", "^db/(transaction|refusals)\\.ts$"],
  ),
  only(
    "routes-answer",
    "A route parses, calls one use case and answers. Move SQL to db/queries, steps to a use case, sessions to app/web.",
    { path: "^app/(routes/|root\\.tsx$|entry\\.)" },
    ["^app/(routes|usecases|web|components|kiosk|domain|messages)/", "^app/(root|entry\\.(client|server))\\.tsx$"],
  ),
  only(
    "web-is-the-edge",
    "The HTTP edge knows sessions, forms and guards, not screens and not tables.",
    { path: "^app/web/" },
    [
      "^app/(web|domain|usecases|integrations|messages)/",
      "^app/environment\\.server\\.ts$",
      "^db/(connection\\.server|migrate|districts|transaction)\\.ts$",
    ],
  ),
  only("workers-call-usecases", "A job calls a use case, the same one that a person would.", { path: "^workers/" }, [
    "^workers/",
    "^app/(usecases|domain|integrations)/",
    "^app/environment\\.server\\.ts$",
    "^db/(connection\\.server|transaction|migrate)\\.ts$",
  ]),
  only(
    "the-kiosk-agent-knows-the-domain-alone",
    "It runs on a kiosk, without a database and without the product's packages. What it needs of the server it asks over HTTP.",
    { path: "^workers/kiosk-agent/" },
    ["^workers/kiosk-agent/", "^app/domain/"],
  ),
  only(
    "commands-call-usecases",
    "A command parses arguments, calls use cases and prints. Move what decides to the domain and what stores to db.",
    { path: "^app/commands/" },
    [
      "^app/(commands|usecases|domain|integrations|messages)/",
      "^app/environment\\.server\\.ts$",
      "^db/(seed|repositories|queries)/",
      "^db/(connection\\.server|migrate|districts|transaction)\\.ts$",
    ],
  ),
  forbid(
    "nothing-imports-a-command",
    "Move what is shared to a use case or to the domain.",
    { path: PRODUCTION, pathNot: "^app/commands/" },
    { path: "^app/commands/" },
  ),
  only(
    "components-know-domain-and-messages",
    "A component draws what it is given. Load it in the route and pass it as a property.",
    { path: "^app/(components|kiosk)/" },
    ["^app/(components|kiosk|domain|messages)/"],
  ),
  forbid(
    "components-do-not-know-the-kiosk",
    "The kiosk may use the office's components; the other way round a desk would draw for a standing person. Move the shared part to components.",
    { path: "^app/components/" },
    { path: "^app/kiosk/" },
  ),
  forbid(
    "screens-fetch-nothing",
    "A component has no network, no database and no server module. Do it in the loader.",
    { path: "^app/(components|kiosk|messages)/" },
    { path: ["[.]server[.]tsx?$", "node_modules/(express|pino|helmet|zod)/"] },
  ),
  only(
    "messages-know-nothing",
    "Words import words and nothing else. Pass numbers and codes as arguments.",
    { path: "^app/messages/" },
    ["^app/messages/"],
  ),
  forbid(
    "only-the-server-starts-workers",
    "Jobs start in app/server.ts or in their own process; a use case enqueues a job in its transaction.",
    { path: "^(app|db)/", pathNot: "^app/server\\.ts$" },
    { path: "^workers/" },
  ),
  forbid(
    "nothing-imports-the-server",
    "app/server.ts, entries and routes are ends of the graph. Move what is shared to app/web.",
    { path: PRODUCTION, pathNot: "^app/(routes|commands)/" },
    { path: "^app/(server\\.ts|entry\\.|routes/)" },
  ),
];

const doors = [
  forbid(
    "drizzle-lives-in-db",
    "Write a repository, or a query of one screen, in db.",
    { path: "^(app|workers)/" },
    { path: "node_modules/drizzle" },
  ),
  forbid(
    "drivers-have-one-door",
    "Only db/connection.server.ts names a driver, so that it can be changed in one file.",
    { path: PRODUCTION, pathNot: "^db/connection\\.server\\.ts$" },
    { path: "node_modules/(postgres|pg|@electric-sql/pglite)/" },
  ),
  forbid(
    "rrule-has-one-door",
    "Use app/domain/scheduling/recurrence.ts: the package has two forms and a time zone trap.",
    { path: PRODUCTION, pathNot: "^app/domain/scheduling/rrule-library\\.ts$" },
    { path: "node_modules/rrule/" },
  ),
  forbid(
    "solvers-have-one-room",
    "Use app/integrations/solver/highs.server.ts, which knows failures from results. The product's own algorithms are domain code.",
    { path: PRODUCTION, pathNot: "^app/integrations/solver/" },
    { path: "node_modules/highs/" },
  ),
  forbid(
    "luxon-lives-in-time",
    "Use app/domain/time: dates, months and instants of the district's zone.",
    { path: PRODUCTION, pathNot: "^app/domain/time/" },
    { path: "node_modules/(luxon|@types/luxon)/" },
  ),
  forbid(
    "wechatpay-has-one-door",
    "Use the payment gateway: the library checks neither answers nor authentication tags.",
    { path: PRODUCTION, pathNot: "^app/integrations/wechat-pay/gateway\\.server\\.ts$" },
    { path: "node_modules/wechatpay-node-v3/" },
  ),
  forbid(
    "workbooks-have-one-room",
    "Use app/integrations/workbooks for spreadsheets and app/integrations/calendar for calendar files.",
    { path: PRODUCTION, pathNot: "^app/integrations/(workbooks|calendar)/" },
    { path: "node_modules/(read-excel-file|write-excel-file|exceljs|csv-parse|ical-generator)/" },
  ),
  forbid(
    "remix-stays-at-the-edge",
    "Requests, cookies and links belong to routes, web, root, entries and the server. The move to React Router touches only those.",
    {
      path: PRODUCTION,
      pathNot: "^app/(routes/|web/|components/|kiosk/|root\\.tsx$|entry\\.|server\\.ts$|routes\\.ts$|commands/)",
    },
    { path: "node_modules/@remix-run/" },
  ),
  forbid(
    "the-remix-package-is-a-stub",
    "Import from @remix-run/node or @remix-run/react: the package named remix throws on import.",
    {},
    { path: "node_modules/remix/" },
  ),
];

const order = [
  forbid("no-cycles", "Split by noun until the arrow goes one way.", {}, { circular: true }),
  forbid(
    "no-barrels",
    "Import the file that defines the thing; an index that re-exports hides where it lives.",
    {},
    { path: "/index[.](ts|tsx|js|mjs)$", pathNot: "node_modules/" },
  ),
  forbid(
    "no-grab-bags",
    "Name the noun. Utils, misc, common, helpers, lib, shared and types are drawers, not rooms.",
    {},
    { path: "/(util|utils|misc|common|helper|helpers|lib|shared|types)(/|[.][a-z]+$)", pathNot: "node_modules/" },
  ),
  forbid(
    "no-orphans",
    "Nothing imports this file and it imports nothing: use it or delete it.",
    {
      orphan: true,
      path: PRODUCTION,
      pathNot: ["[.](css|json|d[.]ts)$", "^app/commands/", "^db/drizzle\\.config\\.ts$", "^db/schema/", "^db/patches/"],
    },
    {},
  ),
  forbid(
    "resolvable",
    "The import leads nowhere: wrong path, or a package that is not in package.json.",
    {},
    { couldNotResolve: true },
  ),
  forbid("production-never-imports-tests", "Move it out of tests.", { path: PRODUCTION }, { path: "^tests/" }),
  forbid(
    "production-has-its-packages",
    "Move the package from devDependencies to dependencies, or do without it.",
    { path: PRODUCTION, pathNot: ["^app/routes\\.ts$", "^db/drizzle\\.config\\.ts$", "^app/commands/"] },
    { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
  ),
];

module.exports = {
  forbidden: [...rooms, ...doors, ...order],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|db/migrations)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
