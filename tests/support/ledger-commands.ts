/** The commands of the ledger's model test, as data: the same sequence is given to the oracle and to a database. */
import fc from "fast-check";

export const MONTHS = ["2026-10", "2026-11", "2026-12"] as const;
export type Month = (typeof MONTHS)[number];
export const FUNDS = ["district", "lottery"] as const;
export type FundCode = (typeof FUNDS)[number];
export const PROVIDERS = ["A", "B"] as const;
export type ProviderCode = (typeof PROVIDERS)[number];
export const PEOPLE = ["clerk", "lead", "finance"] as const;
export type Person = (typeof PEOPLE)[number];

/** What one visit costs, and the most that the first fund pays of it. The second fund pays the rest. */
export const PLANNED_FEN = 3500n;
export const DISTRICT_CAP_FEN = 3000n;
/** Minutes that a visit must have lasted to be paid. */
export const LEAST_MINUTES = 60;
/** Visits of one elder and month that the entitlement allows. */
export const ALLOWED = 2;

export type ModelVisit = {
  readonly no: string;
  readonly month: Month;
  readonly elder: number;
  readonly provider: ProviderCode;
};

/** Three visits of each elder and month: one more than the entitlement allows. */
export const VISITS: readonly ModelVisit[] = MONTHS.flatMap((month) =>
  [0, 1].flatMap((elder) =>
    [0, 1, 2].map((index) => ({
      no: `${month}-${elder}-${index}`,
      month,
      elder,
      provider: PROVIDERS[(elder + index) % 2] ?? "A",
    })),
  ),
);

export type Command =
  | { readonly do: "give"; readonly fund: FundCode; readonly fen: bigint; readonly document: string }
  | { readonly do: "plan" | "cancel" | "miss" | "deliver"; readonly visit: number }
  /** Something a phone had recorded and sends when it has a network again: in any order, and more than once. */
  | { readonly do: "event"; readonly visit: number; readonly end: "in" | "out"; readonly minute: number }
  /** A decision on a delivered visit; after its month was closed it is late evidence and becomes an adjustment. */
  | { readonly do: "approve"; readonly visit: number; readonly fen: bigint; readonly by: Person }
  | { readonly do: "open"; readonly month: Month; readonly by: Person }
  | { readonly do: "withdraw" | "finish"; readonly month: Month }
  | { readonly do: "sign"; readonly month: Month; readonly by: Person }
  | { readonly do: "post"; readonly month: Month; readonly fen: bigint; readonly key: string }
  | { readonly do: "reverse"; readonly month: Month; readonly key: string }
  | { readonly do: "accuse"; readonly visit: number; readonly by: Person }
  | { readonly do: "accept"; readonly visit: number; readonly by: Person }
  | { readonly do: "bank"; readonly month: Month; readonly provider: ProviderCode; readonly fund: FundCode };

const month = fc.constantFrom(...MONTHS);
const by = fc.constantFrom(...PEOPLE);
const visit = fc.nat({ max: VISITS.length - 1 });
const key = fc.constantFrom("k1", "k2", "k3");

/** Check-ins and check-outs of a visit, in minutes from its planned start. */
const eventOf = (of: number): fc.Arbitrary<Command> =>
  fc.oneof(
    fc.record({
      do: fc.constant("event" as const),
      visit: fc.constant(of),
      end: fc.constant("in" as const),
      minute: fc.constantFrom(0, 5, 20),
    }),
    fc.record({
      do: fc.constant("event" as const),
      visit: fc.constant(of),
      end: fc.constant("out" as const),
      minute: fc.constantFrom(30, 60, 64, 90),
    }),
  );

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("give" as const),
      fund: fc.constantFrom(...FUNDS),
      fen: fc.constantFrom(-4000n, 1000n, 7000n, 20_000n),
      document: fc.constantFrom("D1", "D2", "D3", "D4", "D5", "D6"),
    }),
  },
  { weight: 7, arbitrary: fc.record({ do: fc.constant("plan" as const), visit }) },
  {
    weight: 7,
    arbitrary: fc.record({ do: fc.constantFrom("cancel", "miss", "deliver", "deliver", "deliver"), visit }),
  },
  { weight: 6, arbitrary: visit.chain(eventOf) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant("approve" as const),
      visit,
      fen: fc.constantFrom(PLANNED_FEN, PLANNED_FEN, 1750n, 0n),
      by,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("open" as const), month, by: fc.constant("clerk" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("withdraw" as const), month }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("sign" as const), month, by }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("finish" as const), month }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("post" as const), month, fen: fc.constantFrom(5n, 700n), key }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("reverse" as const), month, key }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("accuse" as const), visit, by }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("accept" as const), visit, by }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("bank" as const),
      month,
      provider: fc.constantFrom(...PROVIDERS),
      fund: fc.constantFrom(...FUNDS),
    }),
  },
) as fc.Arbitrary<Command>;

/**
 * What a month usually goes through, so that random sequences reach closed months, late evidence and clawbacks; the random commands fall in
 * between. The last visit is missed and turns out to have been made after the close; the first is found wrongly paid.
 */
function usualMonth(of: Month): Command[] {
  const own = VISITS.flatMap((one, index) => (one.month === of ? [index] : []));
  const [first = 0] = own;
  const late = own.at(-2) ?? first;
  const made = own.filter((index) => index !== late);
  return [
    { do: "plan", visit: own.at(-1) ?? first },
    { do: "cancel", visit: own.at(-1) ?? first },
    ...own.map((visit): Command => ({ do: "plan", visit })),
    { do: "miss", visit: late },
    ...made.flatMap((visit): Command[] => [
      { do: "deliver", visit },
      { do: "approve", visit, fen: PLANNED_FEN, by: "lead" },
    ]),
    { do: "post", month: of, fen: 700n, key: "k1" },
    { do: "reverse", month: of, key: "k1" },
    { do: "open", month: of, by: "clerk" },
    { do: "withdraw", month: of },
    { do: "open", month: of, by: "clerk" },
    { do: "sign", month: of, by: "lead" },
    { do: "sign", month: of, by: "finance" },
    { do: "sign", month: of, by: "finance" },
    { do: "finish", month: of },
    { do: "finish", month: of },
    { do: "deliver", visit: late },
    { do: "approve", visit: late, fen: PLANNED_FEN, by: "lead" },
    { do: "accuse", visit: first, by: "clerk" },
    { do: "accept", visit: first, by: "lead" },
    { do: "bank", month: of, provider: "A", fund: "district" },
  ];
}

/** Random commands, some of them inside months that run their usual course, with a first budget. */
export const anyCommands: fc.Arbitrary<Command[]> = fc
  .tuple(
    fc.array(anyCommand, { minLength: 5, maxLength: 30 }),
    fc.subarray([...MONTHS]),
    fc.constantFrom(15_000n, 40_000n),
    fc.constantFrom(1200n, 7000n, 7000n),
    fc.array(fc.nat({ max: 1000 }), { minLength: 60, maxLength: 60 }),
  )
  .map(([random, usual, budget, second, places]) => {
    const course: Command[] = [
      { do: "give", fund: "district", fen: budget, document: "D0" },
      { do: "give", fund: "lottery", fen: second, document: "D9" },
      ...usual.flatMap(usualMonth),
    ];
    random.forEach((command, index) => course.splice((places[index] ?? 0) % (course.length + 1), 0, command));
    return course;
  });

export type RecordedMonth = {
  readonly month: Month;
  /** What phones recorded of the month's visits, in the order in which it happened to arrive. */
  readonly events: readonly Command[];
  /** The same in another order. */
  readonly otherOrder: readonly Command[];
};

/** What was recorded of one month's visits, in two orders of arrival. */
export const recordedMonths: fc.Arbitrary<RecordedMonth> = fc.constantFrom(...MONTHS).chain((of) => {
  const own = VISITS.flatMap((one, index) => (one.month === of ? [index] : []));
  const events = fc.array(fc.constantFrom(...own).chain(eventOf), { minLength: 4, maxLength: 14 });
  return events.chain((some) =>
    fc
      .shuffledSubarray([...some], { minLength: some.length })
      .map((otherOrder) => ({ month: of, events: some, otherOrder })),
  );
});

/** A month from its plans to its close, with these events in between and everything approved in full. */
export function closedCourse(of: Month, events: readonly Command[], before: readonly Command[] = []): Command[] {
  const own = VISITS.flatMap((one, index) => (one.month === of ? [index] : []));
  return [
    ...before,
    ...own.map((one): Command => ({ do: "plan", visit: one })),
    ...events,
    ...own.map((one): Command => ({ do: "approve", visit: one, fen: PLANNED_FEN, by: "lead" })),
    { do: "open", month: of, by: "clerk" },
    { do: "sign", month: of, by: "lead" },
    { do: "sign", month: of, by: "finance" },
    { do: "finish", month: of },
  ];
}
