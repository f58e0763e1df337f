/** The small parts of a workbook: which sheets there are, the shared texts, and which styles show a number as a date. */
import { Refusal } from "#app/domain/refusal.ts";
import type { XmlAttributes, XmlHandler } from "./xml-scanner.ts";
import { XmlScanner } from "./xml-scanner.ts";

export type SheetPart = { readonly name: string; readonly path: string; readonly hidden: boolean };

export type WorkbookParts = {
  readonly sheets: readonly SheetPart[];
  readonly date1904: boolean;
  readonly sharedStringsPath: string | null;
  readonly stylesPath: string | null;
};

/** A part as text. XML is UTF-8 unless a mark says UTF-16. Refuses "workbook-unreadable". */
export function xmlText(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal("workbook-unreadable", { detail: "encoding" });
  }
}

function scan(bytes: Uint8Array, handler: Partial<XmlHandler>): void {
  const ignore = () => undefined;
  new XmlScanner(xmlText(bytes), { open: ignore, close: ignore, text: ignore, ...handler }).advance(
    Number.MAX_SAFE_INTEGER,
  );
}

type Relation = { readonly type: string; readonly target: string };
type ReadPart = (name: string) => Uint8Array | null;

/** Relations of a part by id; targets as paths inside the archive. */
function relationsOf(read: ReadPart, path: string): Map<string, Relation> {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const bytes = read(`${folder}_rels/${path.slice(folder.length)}.rels`);
  const relations = new Map<string, Relation>();
  if (bytes === null) return relations;
  scan(bytes, {
    open: (name, attributes) => {
      if (name !== "Relationship") return;
      const { Id = "", Type = "", Target = "", TargetMode } = attributes();
      if (TargetMode === "External") return;
      relations.set(Id, { type: Type.slice(Type.lastIndexOf("/") + 1), target: joinedPath(folder, Target) });
    },
  });
  return relations;
}

function joinedPath(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const parts = folder.split("/").filter((part) => part !== "");
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Finds workbook, sheets, shared texts and styles. Refuses "workbook-unreadable" when the archive is no workbook. */
export function readWorkbookParts(read: ReadPart): WorkbookParts {
  const root = [...relationsOf(read, "").values()].find((relation) => relation.type === "officeDocument");
  const path = root?.target ?? "xl/workbook.xml";
  const workbook = read(path);
  if (workbook === null) throw new Refusal("workbook-unreadable", { detail: "workbook" });
  const relations = relationsOf(read, path);
  const pathOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target ?? null;
  const sheets: SheetPart[] = [];
  let date1904 = false;
  scan(workbook, {
    open: (name, attributes) => {
      if (name === "workbookPr") date1904 = isOn(attributes().date1904);
      if (name !== "sheet") return;
      const given = attributes();
      const relation = relations.get(relationId(given));
      if (relation?.type === "worksheet") {
        sheets.push({
          name: given.name ?? "",
          path: relation.target,
          hidden: given.state === "hidden" || given.state === "veryHidden",
        });
      }
    },
  });
  return { sheets, date1904, sharedStringsPath: pathOf("sharedStrings"), stylesPath: pathOf("styles") };
}

/** The relation's id whatever prefix the producer chose. */
function relationId(attributes: XmlAttributes): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";
}

/** "1" and "true" of an XML boolean. */
export function isOn(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

/** Texts by index; formatted runs joined, phonetic hints left out. */
export function readSharedStrings(bytes: Uint8Array): string[] {
  const strings: string[] = [];
  let text = "";
  let inText = false;
  let phonetic = 0;
  scan(bytes, {
    open: (name) => {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic += 1;
      else if (name === "t") inText = phonetic === 0;
    },
    text: (part) => {
      if (inText) text += part;
    },
    close: (name) => {
      if (name === "si") strings.push(unescapedText(text));
      else if (name === "rPh") phonetic -= 1;
      else if (name === "t") inText = false;
    },
  });
  return strings;
}

/** Undoes the workbook's own escape of characters that XML cannot hold: "_x000D_" is a carriage return. */
export function unescapedText(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

/** Formats that show a date, among the numbered ones that need no text; 27-36 and 50-58 are dates in Chinese and Japanese files. */
const isNumberedDate = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Does a format text show a date? Quoted text, escapes and brackets apart, it names a year or a day and no digit places. */
export function isDateFormat(code: string): boolean {
  const plain = code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[[^\]]*\]/g, "")
    .toLowerCase()
    .replace(/general|s\.0+/g, "");
  const first = plain.split(";")[0] ?? "";
  return /[yd年日]/.test(first) && !/[0#?]/.test(first);
}

/** For each cell style: does it show a date? */
export function readDateStyles(bytes: Uint8Array): boolean[] {
  const formats = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCellStyles = false;
  scan(bytes, {
    open: (name, attributes) => {
      if (name === "numFmt") {
        const { numFmtId = "", formatCode = "" } = attributes();
        formats.set(Number(numFmtId), isDateFormat(formatCode));
      } else if (name === "cellXfs") inCellStyles = true;
      else if (name === "xf" && inCellStyles) {
        const id = Number(attributes().numFmtId ?? "0");
        styles.push(formats.get(id) ?? isNumberedDate(id));
      }
    },
    close: (name) => {
      if (name === "cellXfs") inCellStyles = false;
    },
  });
  return styles;
}
