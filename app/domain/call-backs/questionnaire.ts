/**
 * The questions of a call-back as versioned data, in the order of the district's sheet (domain reference 11), and what a set of answers
 * is worth. Answers keep the version by which they were asked; a question is never changed inside a version.
 */

export type QuestionKind = "choice" | "text" | "number" | "services";

export type Question = {
  readonly key: keyof CallAnswers;
  /** Place on the sheet; null for what stands beside the questions. */
  readonly number: number | null;
  readonly kind: QuestionKind;
  readonly options: readonly string[];
  /** Asked only after "served: yes"; the others always, or where their own condition says. */
  readonly ofServed: boolean;
  readonly required: boolean;
};

export type YesNoUnclear = "yes" | "no" | "unclear";

export type CallAnswers = {
  readonly person: "self" | "family" | "no";
  /** Null when neither the elder nor the family was on the telephone. */
  readonly served: YesNoUnclear | null;
  /** Why not, when the visit was denied. "moved" is ours: the sheet has no word for it and counts it with the first. */
  readonly notServed: "not_served" | "deceased" | "moved" | null;
  /** Subtypes of the catalogue that were named. */
  readonly services: readonly string[];
  /** Something named that is none of them. */
  readonly otherService: string | null;
  readonly visitsAMonth: number | null;
  readonly minutesPerVisit: number | null;
  readonly sameWorker: YesNoUnclear | null;
  readonly uniformBadge: YesNoUnclear | null;
  readonly contactLeft: YesNoUnclear | null;
  readonly knowsProvider: "yes" | "no" | null;
  readonly overall: "satisfied" | "fairly" | "dissatisfied" | "unclear" | null;
  /** The operator read the bad rating back and it was confirmed. */
  readonly overallConfirmed: boolean;
  /** The person wants this to be a complaint. */
  readonly complaint: boolean;
  readonly suggestions: string | null;
  readonly remark: string | null;
};

export type Questionnaire = { readonly version: string; readonly questions: readonly Question[] };

const THREE = ["yes", "no", "unclear"] as const;
const question = (key: Question["key"], number: number | null, rest: Partial<Question> = {}): Question => ({
  key,
  number,
  kind: "choice",
  options: THREE,
  ofServed: true,
  required: false,
  ...rest,
});
const free = { kind: "text", options: [] } as const;

export const QUESTIONNAIRE: Questionnaire = {
  version: "2026.1",
  questions: [
    question("person", 1, { options: ["self", "family", "no"], ofServed: false, required: true }),
    question("served", 2, { ofServed: false, required: true }),
    question("notServed", null, { options: ["not_served", "deceased", "moved"], ofServed: false }),
    question("services", 3, { kind: "services", options: [] }),
    question("otherService", null, free),
    question("visitsAMonth", 4, { kind: "number", options: [] }),
    question("minutesPerVisit", 5, { kind: "number", options: [] }),
    question("sameWorker", 6),
    question("uniformBadge", 7),
    question("contactLeft", 8),
    question("knowsProvider", 9, { options: ["yes", "no"] }),
    question("overall", 10, { options: ["satisfied", "fairly", "dissatisfied", "unclear"], required: true }),
    question("suggestions", 11, { ...free, ofServed: false }),
    question("remark", null, { ...free, ofServed: false }),
  ],
};

/** Most that a number or a text of an answer may be. */
export const ANSWER_LIMITS = { visitsAMonth: 31, minutesPerVisit: 720, text: 300 } as const;

export type AnswerProblem = { readonly key: keyof CallAnswers; readonly code: "missing" | "unknown" | "out-of-range" };

/** What a form, or a row of a sheet, says; codes and figures as text, nothing about them trusted. */
export type GivenAnswers = Readonly<Partial<Record<keyof CallAnswers, string>>> & {
  readonly chosenServices?: readonly string[];
};

class Reading {
  readonly problems: AnswerProblem[] = [];
  readonly #given: GivenAnswers;

  constructor(given: GivenAnswers) {
    this.#given = given;
  }

  note(key: keyof CallAnswers, code: AnswerProblem["code"]): void {
    this.problems.push({ key, code });
  }

  choice<Option extends string>(key: keyof CallAnswers, isAsked: boolean, isRequired = false): Option | null {
    const text = (this.#given[key] ?? "").trim();
    if (!isAsked) return null;
    if (text === "") {
      if (isRequired) this.note(key, "missing");
      return null;
    }
    const known = QUESTIONNAIRE.questions.find((one) => one.key === key)?.options ?? [];
    if (known.includes(text)) return text as Option;
    this.note(key, "unknown");
    return null;
  }

  number(key: "visitsAMonth" | "minutesPerVisit", isAsked: boolean): number | null {
    const text = (this.#given[key] ?? "").trim();
    if (!isAsked || text === "") return null;
    const value = Number(text);
    if (/^\d{1,4}$/.test(text) && value <= ANSWER_LIMITS[key]) return value;
    this.note(key, "out-of-range");
    return null;
  }

  text(key: keyof CallAnswers, isAsked = true): string | null {
    const text = (this.#given[key] ?? "").trim();
    return !isAsked || text === "" ? null : [...text].slice(0, ANSWER_LIMITS.text).join("");
  }
}

/**
 * Reads answers: what was not to be asked is left out, what was is required. A bad rating counts against nobody until it was read back.
 * @returns the answers, or every place that is wrong
 */
export function readAnswers(
  given: GivenAnswers,
):
  | { readonly answers: CallAnswers; readonly problems: readonly [] }
  | { readonly answers: null; readonly problems: readonly AnswerProblem[] } {
  const reading = new Reading(given);
  const person = reading.choice<CallAnswers["person"]>("person", true, true);
  const isTheirs = person === "self" || person === "family";
  const served = reading.choice<YesNoUnclear>("served", isTheirs, true);
  const isServed = served === "yes";
  const overall = reading.choice<NonNullable<CallAnswers["overall"]>>("overall", isServed, true);
  const answers = {
    served,
    notServed: reading.choice<NonNullable<CallAnswers["notServed"]>>("notServed", served === "no", true),
    services: isServed ? [...new Set(given.chosenServices ?? [])].sort() : [],
    otherService: reading.text("otherService", isServed),
    visitsAMonth: reading.number("visitsAMonth", isServed),
    minutesPerVisit: reading.number("minutesPerVisit", isServed),
    sameWorker: reading.choice<YesNoUnclear>("sameWorker", isServed),
    uniformBadge: reading.choice<YesNoUnclear>("uniformBadge", isServed),
    contactLeft: reading.choice<YesNoUnclear>("contactLeft", isServed),
    knowsProvider: reading.choice<"yes" | "no">("knowsProvider", isServed),
    overall,
    overallConfirmed: overall === "dissatisfied" && (given.overallConfirmed ?? "") !== "",
    complaint: isTheirs && (given.complaint ?? "") !== "",
    suggestions: reading.text("suggestions"),
    remark: reading.text("remark"),
  };
  if (person === null || reading.problems.length > 0) return { answers: null, problems: reading.problems };
  return { answers: { person, ...answers }, problems: [] };
}

/** What an answered call comes to in the district's summary. */
export const ANSWER_GROUPS = [
  "satisfied",
  "fairly",
  "dissatisfied",
  "unclear_rating",
  "not_served",
  "deceased",
  "unclear_served",
] as const;
export type AnswerGroup = (typeof ANSWER_GROUPS)[number];

export function answerGroup({ served, notServed, overall }: CallAnswers): AnswerGroup {
  if (served === "no") return notServed === "deceased" ? "deceased" : "not_served";
  if (served !== "yes") return "unclear_served";
  return overall === null || overall === "unclear" ? "unclear_rating" : overall;
}

/** Points by answer; what was not clear is left out of both sums. 示例/待确认: the sheet names no points. */
const POINTS: Readonly<Partial<Record<keyof CallAnswers, Readonly<Record<string, number>>>>> = {
  overall: { satisfied: 60, fairly: 45, dissatisfied: 0 },
  sameWorker: { yes: 10, no: 0 },
  uniformBadge: { yes: 10, no: 0 },
  contactLeft: { yes: 10, no: 0 },
  knowsProvider: { yes: 10, no: 0 },
};

const WHOLE_SCORE = 100;

/** 0 to 100, half up, over the questions that were answered clearly; null when none was. */
export function scoreOf(answers: CallAnswers): number | null {
  let [points, most] = [0, 0];
  for (const [key, worth] of Object.entries(POINTS)) {
    const value = worth[String(answers[key as keyof CallAnswers])];
    if (value === undefined) continue;
    points += value;
    most += Math.max(...Object.values(worth));
  }
  return most === 0 ? null : Math.floor((points * WHOLE_SCORE * 2 + most) / (2 * most));
}
