/**
 * The events of one phone are a chain: each has the next number and names the hash of the one before it. A number that is missing,
 * used twice, or followed by an event that names another hash is shown (reliability 13.3) and refuses nothing.
 */
export type ChainLink = {
  readonly deviceSeq: number;
  /** SHA-256 of what was signed, hexadecimal. */
  readonly hash: string;
  readonly prevHash: string | null;
};

/** What is known around a link. */
export type ChainPlace = {
  /** The highest number below the link's own that is there, and the hashes of the events with that number. */
  readonly before: { readonly seq: number; readonly hashes: readonly string[] } | null;
  /** Another event of the device bears the link's number. */
  readonly isShared: boolean;
};

export type ChainBreak =
  | { readonly kind: "gap"; readonly fromSeq: number; readonly toSeq: number }
  /** The event with this number is another one than the one that the next event names. */
  | { readonly kind: "broken"; readonly atSeq: number }
  | { readonly kind: "reused"; readonly atSeq: number };

/** What is wrong with a link at its place; null when it follows. */
export function chainBreak(
  { deviceSeq, prevHash }: Pick<ChainLink, "deviceSeq" | "prevHash">,
  { before, isShared }: ChainPlace,
): ChainBreak | null {
  const reached = before?.seq ?? 0;
  if (reached < deviceSeq - 1) return { kind: "gap", fromSeq: reached + 1, toSeq: deviceSeq - 1 };
  const follows = before === null ? prevHash === null : prevHash !== null && before.hashes.includes(prevHash);
  if (!follows) return { kind: "broken", atSeq: reached };
  return isShared ? { kind: "reused", atSeq: deviceSeq } : null;
}

/** All breaks of a device's set of events, in the order of their numbers; repeats and the order of the set do not matter. */
export function chainBreaks(links: readonly ChainLink[]): ChainBreak[] {
  const hashes = new Map<number, Set<string>>();
  for (const { deviceSeq, hash } of links) hashes.set(deviceSeq, (hashes.get(deviceSeq) ?? new Set()).add(hash));
  const numbers = [...hashes.keys()].sort((left, right) => left - right);
  const below = new Map(numbers.map((seq, index) => [seq, numbers[index - 1]]));
  const unique = [...new Map(links.map((link) => [`${link.deviceSeq} ${link.hash}`, link])).values()];
  return unique
    .sort((left, right) => left.deviceSeq - right.deviceSeq || (left.hash < right.hash ? -1 : 1))
    .flatMap((link) => {
      const seq = below.get(link.deviceSeq);
      const before = seq === undefined ? null : { seq, hashes: [...(hashes.get(seq) ?? [])] };
      return chainBreak(link, { before, isShared: (hashes.get(link.deviceSeq)?.size ?? 0) > 1 }) ?? [];
    });
}

function numbersOf(one: ChainBreak): string {
  if (one.kind !== "gap") return String(one.atSeq);
  return one.fromSeq === one.toSeq ? String(one.toSeq) : `${one.fromSeq}-${one.toSeq}`;
}

/** "4-6, 9": the numbers that a person is told to look for. */
export function missingText(breaks: readonly ChainBreak[]): string {
  return [...new Set(breaks.map(numbersOf))].join(", ");
}
