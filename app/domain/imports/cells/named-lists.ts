/** Cells that hold names of known things: streets, service subtypes, providers. */
import type { ImportStreet } from "../import-context.ts";
import { comparable, keptText, listParts, plainText } from "./plain-text.ts";

/** What a list cell says: everything (全区, 全部), known codes, or the first name that is not known. */
export type NamedList = { readonly all: boolean; readonly codes: readonly string[] } | { readonly unknown: string };

const EVERYTHING = new Set(["全区", "全部", "全部街道", "所有街道", "全部小类", "所有", "不限", "all"]);

/** Ways to write one street: full name, without 街道, without 镇街道, slug, English name. */
function streetNames(street: ImportStreet): string[] {
  const short = street.nameZh.replace(/街道$/, "");
  const shortest = short.replace(/镇$/, "");
  return [street.nameZh, short, shortest, `${shortest}街道`, `${shortest}镇`, street.slug, street.nameEn].map(
    comparable,
  );
}

export type StreetFinder = (text: string) => ImportStreet | null;

/** A finder of streets by any of their names; a name that two streets share finds none. A leading 崇川区 (district name) is ignored. */
export function streetFinder(streets: readonly ImportStreet[], districtNames: readonly string[]): StreetFinder {
  const found = new Map<string, ImportStreet | null>();
  for (const street of streets) {
    for (const name of new Set(streetNames(street))) found.set(name, found.has(name) ? null : street);
  }
  const districts = [...districtNames].map(comparable).sort((a, b) => b.length - a.length);
  return (text) => {
    const wanted = comparable(text);
    const district = districts.find((name) => wanted.startsWith(name) && wanted.length > name.length);
    return found.get(wanted) ?? (district === undefined ? null : (found.get(wanted.slice(district.length)) ?? null));
  };
}

/** Reads a list of streets ("城东、文峰街道" or 全区) as slugs, without repetition and in the order of the district's list. */
export function parseStreetList(text: string, find: StreetFinder, streets: readonly ImportStreet[]): NamedList {
  if (EVERYTHING.has(comparable(text))) return { all: true, codes: [] };
  const slugs = new Set<string>();
  for (const part of listParts(text)) {
    const street = find(part);
    if (street === null) return { unknown: part };
    slugs.add(street.slug);
  }
  return { all: false, codes: streets.filter((street) => slugs.has(street.slug)).map((street) => street.slug) };
}

export type SubtypeReader = (text: string) => NamedList;

/**
 * A reader of subtype cells. Names of the catalogue contain the same 、 and brackets that separate the list, so the text is
 * read from the left and the longest known name, short name (before the bracket) or code wins at each place.
 */
export function subtypeReader(subtypes: readonly { readonly code: string; readonly nameZh: string }[]): SubtypeReader {
  const names = subtypes
    .flatMap(({ code, nameZh }) => {
      const plain = squeezed(nameZh);
      const short = plain.replace(/\([^()]*\).*$/, "");
      return [plain, short, squeezed(code)].map((name) => ({ name, code }));
    })
    .filter(({ name }, index, all) => name !== "" && all.findIndex((other) => other.name === name) === index)
    .sort((a, b) => b.name.length - a.name.length);
  const codes = subtypes.map(({ code }) => code);
  return (text) => {
    if (EVERYTHING.has(comparable(text))) return { all: true, codes: [] };
    const named = new Set<string>();
    let rest = withoutSeparators(squeezed(text.replace(/[\r\n\t /／]+/g, ";")));
    while (rest !== "") {
      const match = names.find(({ name }) => rest.startsWith(name) && endsHere(name, rest));
      if (match === undefined) return { unknown: /^[^,、;]+/.exec(rest)?.[0] ?? rest };
      named.add(match.code);
      rest = withoutSeparators(rest.slice(match.name.length));
    }
    return { all: false, codes: codes.filter((code) => named.has(code)) };
  };
}

/** A name ends before a separator, another item, or the end; "LC0" must not be found in "LC01X". */
function endsHere(name: string, rest: string): boolean {
  const following = rest.charAt(name.length);
  return following === "" || /[,、;:|+]/.test(following) || !/[a-z0-9]/.test(following) || !/[a-z0-9]$/.test(name);
}

function squeezed(text: string): string {
  return plainText(text).toLowerCase().replace(/\s/g, "");
}

function withoutSeparators(text: string): string {
  return text.replace(/^[,、;:|+.。]+/, "");
}

export type ProviderFinder = (text: string) => string | null;

/** A finder of providers by credit code or name, giving the credit code. A name that two providers share finds none. */
export function providerFinder(
  providers: readonly { readonly creditCode: string; readonly name: string }[],
): ProviderFinder {
  const found = new Map<string, string | null>();
  for (const { creditCode, name } of providers) {
    const key = comparable(name);
    const other = found.get(key);
    found.set(key, other === undefined || other === creditCode ? creditCode : null);
    found.set(comparable(creditCode), creditCode);
  }
  return (text) => found.get(comparable(keptText(text))) ?? null;
}
