/**
 * Attempts by direct SQL to let one firm survey, build and accept, to count a bed that was not accepted, or to change what was written
 * down: each with the word of the fence that stops it. Beds are played by plain rows, so nothing but the database is asked.
 */
import { STREET, elderId, PROVIDER_ID } from "#tests/support/ledger-rows.ts";

const id = (kind: number, number: number) => `000000b${kind}-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const BED = id(0, 1);
const SECOND_BED = id(0, 2);
export const FIRM = {
  survey: id(1, 1),
  works: id(1, 2),
  acceptance: id(1, 3),
  assessment: id(1, 4),
  provider: id(1, 5),
  spare: id(1, 6),
} as const;

/** Codes that have the form of a credit code; the check digits are the application's question. */
const codeOf = (index: number) => `91320699MA000${String(index).padStart(4, "0")}X`;

/** The steps of a bed up to a state, in their order. */
const COURSE: readonly (readonly [from: string, kind: string, to: string, actor?: string])[] = [
  ["none", "apply", "applied"],
  ["applied", "pass_street", "street_reviewed"],
  ["street_reviewed", "assess", "assessed"],
  ["assessed", "approve", "district_approved"],
  ["district_approved", "publish", "in_publicity"],
  ["in_publicity", "clear_publicity", "publicised"],
  ["publicised", "survey", "surveyed"],
  ["surveyed", "plan", "planned"],
  ["planned", "contract", "contracted"],
  ["contracted", "start_works", "building"],
  ["building", "report_works", "in_acceptance", "user:builder"],
  ["in_acceptance", "accept", "accepted", "user:inspector"],
];

const PASSED = `{"items":[{"itemNo":13,"passed":true}],"devices":[{"serial":"S1","online":true}]}`;

/** Statement that writes down an event. */
export function eventStatement(
  seq: number,
  [from, kind, to, actor = "user:clerk"]: readonly [string, string, string, string?],
  body = kind === "accept" ? PASSED : `{"grade":3}`,
  bed = BED,
): string {
  return `insert into family_bed_event (bed_id, seq, from_state, kind, to_state, occurred_on, recorded_at, actor, party, on_behalf, body, policy_version)
    values ('${bed}', ${seq}, '${from}', '${kind}', '${to}', '2026-11-01', now(), '${actor}', 'street', false, '${body}', 'one')`;
}

const upTo = (state: string) => COURSE.slice(0, COURSE.findIndex(([, , to]) => to === state) + 1);
/** Statements that bring the bed to a state. */
export const playTo = (state: string): string[] => upTo(state).map((step, index) => eventStatement(index + 1, step));
const step = (to: string) => COURSE.find((one) => one[2] === to) ?? (["none", "apply", "applied"] as const);
const seqOf = (to: string) => upTo(to).length;

export function bodyStatement(role: string, firm: string, bed = BED, changes = ""): string {
  return `insert into family_bed_body (id, bed_id, role, organisation_id, link_group, from_on, named_by, named_at${changes === "" ? "" : ", questioned_at"})
    select gen_random_uuid(), '${bed}', '${role}', id, link_group, '2026-10-01', 'user:lead', now()${changes} from organisation where id = '${firm}'`;
}
const named = (roles: readonly (keyof typeof FIRM)[]) => roles.map((role) => bodyStatement(role, FIRM[role]));
const ALL_NAMED = named(["assessment", "survey", "works", "acceptance", "provider"]);

export const linkStatement = (first: string, second: string) =>
  `insert into organisation_link (id, first_id, second_id, basis, note, known_on, recorded_by, recorded_at)
   values (gen_random_uuid(), '${first}', '${second}', 'owner', 'register', '2026-11-01', 'user:lead', now())`;

/** Organisations, and two beds that nothing has happened to. Stands on the rows of the ledger's base. */
export const BED_BASE: readonly string[] = [
  `insert into organisation (id, name, credit_code, link_group, recorded_by, recorded_at) values ${Object.values(FIRM)
    .map((firm, index) => `('${firm}', 'firm ${index}', '${codeOf(index)}', '${firm}', 'user:lead', now())`)
    .join(", ")}`,
  `insert into family_bed (id, bed_no, elder_id, street_id, created_at) values ('${BED}', 'B1', '${elderId(0)}', ${STREET}, now()), ('${SECOND_BED}', 'B2', '${elderId(1)}', ${STREET}, now())`,
];

const proposed = (payee: string = FIRM.works) =>
  `insert into retrofit_subsidy (id, bed_id, plan_version, payee_id, cost_fen, subsidy_fen, bed_cap_fen, policy_version, state, proposed_by, proposed_at)
   values ('${id(2, 1)}', '${BED}', 1, '${payee}', 5000, 4000, 9000, 'one', 'proposed', 'user:clerk', now())`;
const subsidyLine = (fen: number) =>
  `insert into retrofit_subsidy_line (subsidy_id, item_no, cost_fen, cap_fen, subsidy_fen) values ('${id(2, 1)}', 13, 5000, 4500, ${fen})`;
const approved = (by: string) =>
  `update retrofit_subsidy set state = 'approved', decided_by = '${by}', decided_at = now(), posted_month = '2026-11-01'`;
const serviceMonth = (amount: number, paid = 20, offline = 2) =>
  `insert into bed_service_month (id, bed_id, month, version, provider_id, month_days, in_service_days, suspended_days, offline_days, paid_days, monthly_fen, amount_fen, days, digest, policy_version, state, computed_by, computed_at)
   values ('${id(3, 1)}', '${BED}', '2026-11-01', 1, '${PROVIDER_ID.A}', 30, 22, 8, ${offline}, ${paid}, 30000, ${amount}, '[]', 'd', 'one', 'computed', 'user:clerk', now())`;

export type BedAttempt = {
  readonly what: string;
  readonly table: string;
  readonly kind: "c" | "f" | "t" | "i" | "u" | "p";
  readonly fence: string;
  readonly statements: readonly string[];
  readonly word?: string;
};

const ready = [...ALL_NAMED, ...playTo("in_acceptance")];
const finished = [...ALL_NAMED, ...playTo("accepted")];
const built = (changes: Partial<BedAttempt> & Pick<BedAttempt, "what" | "statements">): BedAttempt => ({
  ...{ table: "family_bed_event", kind: "t", fence: "family_bed_event_is_guarded" },
  ...changes,
});
const apart = (what: string, statements: readonly string[]): BedAttempt => ({
  ...{ what, statements, table: "family_bed_body", kind: "c", fence: "family_bed_bodies_apart" },
});

export const BED_ATTEMPTS: readonly BedAttempt[] = [
  apart("the works body accepts", [...named(["works"]), bodyStatement("acceptance", FIRM.works)]),
  apart("the survey body builds", [...named(["survey"]), bodyStatement("works", FIRM.survey)]),
  apart("the survey body accepts", [...named(["survey"]), bodyStatement("acceptance", FIRM.survey)]),
  apart("the serving provider assesses", [...named(["provider"]), bodyStatement("assessment", FIRM.provider)]),
  apart("a linked firm accepts", [
    ...[linkStatement(FIRM.works, FIRM.spare), ...named(["works"])],
    bodyStatement("acceptance", FIRM.spare),
  ]),
  apart("a firm accepts that is linked through a third", [
    ...[linkStatement(FIRM.works, FIRM.assessment), linkStatement(FIRM.spare, FIRM.assessment), ...named(["works"])],
    bodyStatement("acceptance", FIRM.spare),
  ]),
  apart("a firm that built before accepts after it was replaced", [
    ...[...named(["works"]), `update family_bed_body set ended_on = '2026-10-05', ended_by = 'user:lead'`],
    ...[bodyStatement("works", FIRM.spare), bodyStatement("acceptance", FIRM.works)],
  ]),
  {
    what: "a body is written with the group of nobody",
    ...{ table: "family_bed_body", kind: "f", fence: "family_bed_body_of_group" },
    statements: [bodyStatement("works", FIRM.works).replace("id, link_group, '2026", "id, gen_random_uuid(), '2026")],
  },
  {
    what: "a body is written as questioned already, so that the rule would not see it",
    ...{ table: "family_bed_body", kind: "t", fence: "family_bed_body_is_kept", word: "family_bed_bodies_apart" },
    statements: [...named(["works"]), bodyStatement("acceptance", FIRM.works, BED, ", now()")],
  },
  {
    what: "a body is exchanged in its row",
    ...{ table: "family_bed_body", kind: "t", fence: "family_bed_body_is_kept" },
    statements: [...named(["works"]), `update family_bed_body set role = 'acceptance'`],
  },
  {
    what: "a body is deleted",
    ...{ table: "family_bed_body", kind: "t", fence: "family_bed_body_is_never_deleted", word: "never_deleted" },
    statements: [...named(["works"]), `delete from family_bed_body`],
  },
  {
    what: "the group of a firm is written by hand",
    ...{ table: "organisation", kind: "t", fence: "organisation_is_kept" },
    statements: [
      linkStatement(FIRM.works, FIRM.spare),
      `update organisation set link_group = id where id = '${FIRM.spare}'`,
    ],
  },
  {
    what: "a link is taken away",
    ...{ table: "organisation_link", kind: "t", fence: "organisation_link_append_only", word: "append_only" },
    statements: [linkStatement(FIRM.works, FIRM.spare), `delete from organisation_link`],
  },
  built({
    what: "a bed is accepted without an acceptance body",
    word: "family_bed_bodies_named",
    statements: [
      ...[...named(["assessment", "survey", "works", "provider"]), ...playTo("in_acceptance")],
      eventStatement(seqOf("accepted"), step("accepted")),
    ],
  }),
  built({
    what: "a bed is accepted although its bodies proved linked after they were named",
    word: "family_bed_bodies_apart",
    statements: [
      ...[...ready, linkStatement(FIRM.works, FIRM.acceptance)],
      eventStatement(seqOf("accepted"), step("accepted")),
    ],
  }),
  built({
    what: "whoever wrote down the works accepts",
    word: "family_bed_second_person",
    statements: [...ready, eventStatement(seqOf("accepted"), ["in_acceptance", "accept", "accepted", "user:builder"])],
  }),
  ...[
    `{"items":[{"itemNo":13,"passed":false}],"devices":[{"serial":"S1","online":true}]}`,
    `{"items":[{"itemNo":13,"passed":true}],"devices":[{"serial":"S1","online":false}]}`,
    `{"items":[{"itemNo":13,"passed":true}],"devices":[]}`,
    `{}`,
  ].map((body) =>
    built({
      what: `a bed is accepted with ${body}`,
      word: "family_bed_passed_whole",
      statements: [...ready, eventStatement(seqOf("accepted"), step("accepted"), body)],
    }),
  ),
  {
    what: "a step is left out",
    ...{ table: "family_bed_event", kind: "f", fence: "family_bed_event_is_a_step" },
    statements: [...playTo("applied"), eventStatement(2, ["applied", "accept_at_once", "accepted"])],
  },
  {
    what: "an event claims another state before it",
    ...{ table: "family_bed_event", kind: "f", fence: "family_bed_event_after_previous" },
    statements: [...playTo("applied"), eventStatement(2, ["accepted", "propose_exit", "exit_pending"])],
  },
  {
    what: "a life begins in the middle",
    ...{ table: "family_bed_event", kind: "c", fence: "family_bed_event_first" },
    statements: [eventStatement(1, ["assessed", "approve", "district_approved"])],
  },
  {
    what: "what happened is changed",
    ...{ table: "family_bed_event", kind: "t", fence: "family_bed_event_append_only", word: "append_only" },
    statements: [...playTo("applied"), `update family_bed_event set actor = 'user:other'`],
  },
  {
    what: "a step is invented",
    ...{ table: "family_bed_step", kind: "t", fence: "family_bed_step_is_fixed", word: "append_only" },
    statements: [`insert into family_bed_step values ('applied', 'jump', 'accepted')`],
  },
  {
    what: "a bed is counted by hand",
    ...{ table: "family_bed", kind: "t", fence: "family_bed_is_folded" },
    statements: [...playTo("applied"), `update family_bed set state = 'accepted', counted_on = '2026-11-01'`],
  },
  {
    what: "a bed is born accepted",
    ...{ table: "family_bed", kind: "t", fence: "family_bed_is_folded" },
    statements: [
      `insert into family_bed (id, bed_no, elder_id, street_id, state, counted_on, created_at) values (gen_random_uuid(), 'B3', '${elderId(0)}', ${STREET}, 'accepted', '2026-11-01', now())`,
    ],
  },
  {
    what: "an accepted bed gets another body",
    ...{ table: "family_bed_body", kind: "t", fence: "family_bed_body_is_kept", word: "family_bed_body_is_kept" },
    statements: [
      ...[...finished, `update family_bed_body set ended_on = '2026-11-02', ended_by = 'x' where role = 'works'`],
      bodyStatement("works", FIRM.spare),
    ],
  },
  {
    what: "a retrofit is paid before acceptance",
    ...{
      table: "retrofit_subsidy",
      kind: "t",
      fence: "retrofit_subsidy_is_kept",
      word: "retrofit_subsidy_of_accepted_bed",
    },
    statements: [...ready, proposed()],
  },
  {
    what: "a retrofit is paid to another firm",
    ...{
      table: "retrofit_subsidy",
      kind: "t",
      fence: "retrofit_subsidy_is_kept",
      word: "retrofit_subsidy_of_accepted_bed",
    },
    statements: [...finished, proposed(FIRM.spare)],
  },
  {
    what: "the same person proposes and approves a retrofit",
    ...{ table: "retrofit_subsidy", kind: "c", fence: "retrofit_subsidy_second_person" },
    statements: [...finished, proposed(), subsidyLine(4000), approved("user:clerk")],
  },
  {
    what: "the lines of a retrofit come to another sum",
    ...{ table: "retrofit_subsidy", kind: "t", fence: "retrofit_subsidy_is_kept", word: "retrofit_subsidy_adds_up" },
    statements: [...finished, proposed(), subsidyLine(3999), approved("user:lead")],
  },
  {
    what: "an item is paid above its cap",
    ...{ table: "retrofit_subsidy_line", kind: "c", fence: "retrofit_line_within_cap" },
    statements: [...finished, proposed(), subsidyLine(4501)],
  },
  {
    what: "a retrofit is paid twice",
    ...{ table: "retrofit_subsidy", kind: "i", fence: "retrofit_subsidy_once" },
    statements: [...finished, proposed(), proposed().replace(id(2, 1), id(2, 2))],
  },
  {
    what: "a month is paid with days that are not there",
    ...{ table: "bed_service_month", kind: "c", fence: "bed_service_days_add_up" },
    statements: [serviceMonth(22_000, 22, 2)],
  },
  {
    what: "a month is paid by another arithmetic",
    ...{ table: "bed_service_month", kind: "c", fence: "bed_service_arithmetic" },
    statements: [serviceMonth(20_001)],
  },
  {
    what: "the same person computes and approves a month",
    ...{ table: "bed_service_month", kind: "c", fence: "bed_service_second_person" },
    statements: [
      serviceMonth(20_000),
      `update bed_service_month set state = 'approved', decided_by = 'user:clerk', decided_at = now(), posted_month = '2026-11-01'`,
    ],
  },
  {
    what: "a computed month is changed",
    ...{ table: "bed_service_month", kind: "t", fence: "bed_service_month_is_kept" },
    statements: [serviceMonth(20_000), `update bed_service_month set digest = 'other'`],
  },
];
