/**
 * Test files of the rooms with a database (db, usecases, workers, commands) that open none themselves: once is enough for them. The
 * architecture's tests hold this list against what the files import.
 */
export const BARE_FILES = [
  "tests/commands/month-refusals.test.ts",
  "tests/commands/read-from-outside.test.ts",
  "tests/commands/redraw.test.ts",
  "tests/commands/test-report.test.ts",
  "tests/commands/verify-pack.test.ts",
  "tests/db/seed-demo/demo-files.test.ts",
  "tests/db/seed-demo/generate-district.test.ts",
  "tests/db/seed/benefit-exclusions.test.ts",
  "tests/db/seed/policy-versions.test.ts",
  "tests/db/seed/reference-data.test.ts",
  "tests/db/seed/rule-list.test.ts",
  "tests/db/seed/verification-rules.test.ts",
  "tests/usecases/demo/delivery-faults.test.ts",
  "tests/usecases/devices/gather.test.ts",
  "tests/usecases/planning/considered-rows.test.ts",
  "tests/workers/kiosk-agent/earphone.test.ts",
  "tests/workers/kiosk-agent/escpos.test.ts",
  "tests/workers/kiosk-agent/heartbeat.test.ts",
  "tests/workers/kiosk-agent/kiosk-agent.test.ts",
  "tests/workers/kiosk-agent/machine-senses.test.ts",
  "tests/workers/kiosk-agent/printer-status.test.ts",
  "tests/workers/threads/plan-crew.test.ts",
  "tests/workers/threads/thread-pool.test.ts",
  "tests/workers/timetable.test.ts",
];
