/** How a call went, in the nine results of the district's sheet (domain reference 11), and what each of them asks for next. */

export const CONNECTIONS = [
  "answered",
  "hung_up",
  "no_answer",
  "switched_off",
  "busy",
  "no_such_number",
  "suspended",
  "barred",
  "wrong_information",
] as const;
export type Connection = (typeof CONNECTIONS)[number];

/** answered: the questions; again: another attempt while one is left; closed: no further attempt can help. */
export type Treatment = "answered" | "again" | "closed";

const TREATMENTS: Readonly<Record<Connection, Treatment>> = {
  answered: "answered",
  hung_up: "again",
  no_answer: "again",
  switched_off: "again",
  busy: "again",
  no_such_number: "closed",
  suspended: "closed",
  barred: "closed",
  wrong_information: "closed",
};

export function treatmentOf(connection: Connection): Treatment {
  return TREATMENTS[connection];
}

export function isConnection(text: string): text is Connection {
  return (CONNECTIONS as readonly string[]).includes(text);
}
