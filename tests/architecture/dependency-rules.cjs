/**
 * Who may import whom. Arrows point down: routes and workers, use cases, db and integrations, domain, then money and time.
 * Each comment says what to do instead. A rule may be loosened only by naming the file that needs it.
 */
const only = (name, comment, from, allowed) => ({
  name,
  severity: "error",
  comment,
  from,
  to: { path: "^(app|db|workers|tests)/", pathNot: allowed },
});

module.exports = {
  forbidden: [
    only(
      "domain-imports-domain",
      "A rule takes values; load them in the use case and pass them in.",
      { path: "^app/domain/" },
      ["^app/domain/"],
    ),
    {
      name: "domain-has-three-packages",
      severity: "error",
      comment:
        "zod anywhere, luxon in time, rrule in its one file; no node modules. Do it in an integration and pass the value in.",
      from: { path: "^app/domain/" },
      to: { pathNot: ["^app/", "node_modules/(zod|luxon|rrule|@types/luxon)/"] },
    },
    only(
      "money-and-time-are-the-floor",
      "Money and time know nothing of care.",
      { path: "^app/domain/(money|time)/" },
      ["^app/domain/(money|time)/"],
    ),
    {
      name: "care-does-not-know-claims",
      severity: "error",
      comment: "What happened is judged without knowing what it pays. Move the rule to claims.",
      from: { path: "^app/domain/(care-plan|scheduling|matching|visits|verification)/" },
      to: { path: "^app/domain/(claims|ledger|reconciliation|payments)/" },
    },
    only(
      "db-imports-domain",
      "The database knows domain values only; orchestrate in a use case.",
      { path: "^db/", pathNot: "^db/(seed|migrate)" },
      ["^db/", "^app/domain/"],
    ),
    only("integrations-import-domain", "A gateway translates and never decides.", { path: "^app/integrations/" }, [
      "^app/integrations/",
      "^app/domain/",
    ]),
    only(
      "usecases-stay-headless",
      "A use case knows no request; of db only repositories, queries, transaction and connection types.",
      { path: "^app/usecases/" },
      ["^app/(usecases|domain|integrations)/", "^db/(repositories|queries)/", "^db/transaction\\.ts$"],
    ),
    only("routes-answer", "A route parses, calls one use case and answers.", { path: "^app/routes/" }, [
      "^app/(routes|usecases|web|components|kiosk|domain|messages)/",
    ]),
    only("web-is-the-edge", "The HTTP edge knows sessions and forms, not screens.", { path: "^app/web/" }, [
      "^app/(web|domain|usecases|integrations|messages)/",
      "^app/environment",
      "^db/(connection|migrate|transaction)",
    ]),
    only("workers-call-usecases", "A job calls a use case.", { path: "^workers/" }, [
      "^workers/",
      "^app/(usecases|domain|integrations)/",
      "^app/environment",
      "^db/(connection|transaction)",
    ]),
    only(
      "components-know-domain-and-messages",
      "A component draws what it is given.",
      { path: "^app/(components|kiosk)/" },
      ["^app/(components|kiosk|domain|messages)/"],
    ),
    only("messages-know-nothing", "Words import nothing.", { path: "^app/messages/" }, ["^app/messages/"]),
    {
      name: "only-the-server-starts-workers",
      severity: "error",
      comment: "Jobs start in app/server.ts or in their own process.",
      from: { path: "^(app|db)/", pathNot: "^app/server\\.ts$" },
      to: { path: "^workers/" },
    },
    {
      name: "nothing-imports-a-command",
      severity: "error",
      comment: "Move what is shared to a use case.",
      from: { path: "^(app|db|workers)/", pathNot: "^app/commands/" },
      to: { path: "^app/commands/" },
    },
    {
      name: "drizzle-lives-in-db",
      severity: "error",
      comment: "Write a repository or a query.",
      from: { path: "^(app|workers)/" },
      to: { path: "node_modules/drizzle" },
    },
    {
      name: "drivers-have-one-door",
      severity: "error",
      comment: "Only db/connection.server.ts names a driver.",
      from: { path: "^(app|db|workers)/", pathNot: "^db/connection\\.server\\.ts$" },
      to: { path: "node_modules/(postgres|@electric-sql/pglite)/" },
    },
    {
      name: "rrule-has-one-door",
      severity: "error",
      comment: "Use app/domain/scheduling/recurrence.ts.",
      from: { path: "^(app|db|workers)/", pathNot: "^app/domain/scheduling/rrule-library\\.ts$" },
      to: { path: "node_modules/rrule/" },
    },
    {
      name: "luxon-lives-in-time",
      severity: "error",
      comment: "Use app/domain/time.",
      from: { path: "^(app|db|workers)/", pathNot: "^app/domain/time/" },
      to: { path: "node_modules/luxon/" },
    },
    {
      name: "wechatpay-has-one-door",
      severity: "error",
      comment: "Use the payment gateway.",
      from: { path: "^(app|db|workers)/", pathNot: "^app/integrations/wechat-pay/gateway\\.server\\.ts$" },
      to: { path: "node_modules/wechatpay-node-v3/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Split by noun until the arrow goes one way.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-barrels",
      severity: "error",
      comment: "Import the file that defines the thing.",
      from: {},
      to: { path: "^(app|db|workers)/.*/index[.]tsx?$", pathNot: "^app/routes/" },
    },
    {
      name: "no-grab-bags",
      severity: "error",
      comment: "Name the noun.",
      from: {},
      to: { path: "/(util|utils|misc|common|helper|helpers|lib|shared|types)(/|[.]ts)", pathNot: "node_modules" },
    },
    {
      name: "production-never-imports-tests",
      severity: "error",
      comment: "Move it out of tests.",
      from: { path: "^(app|db|workers)/", pathNot: "^app/commands/" },
      to: { path: "^tests/" },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "The import leads nowhere.",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
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
