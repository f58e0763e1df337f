/** Builds small .xlsx files part by part, so that tests can hold what other programs write. */
import { deflateRawSync } from "node:zlib";

type Part = {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly declaredBytes?: number;
  readonly flags?: number;
};

/** A zip archive of deflated parts; a part may lie about its unpacked size. */
export function zipOf(parts: readonly Part[]): Uint8Array {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.flags ?? 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.declaredBytes ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    local.push(Buffer.from("PK\x03\x04"), fields, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), fields, tail, name);
    at += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return new Uint8Array(Buffer.concat([...local, ...directory, Buffer.from("PK\x05\x06"), end]));
}

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export type WorkbookText = {
  /** The inside of <worksheet> of each sheet, by name. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly hidden?: readonly string[];
  readonly sharedStrings?: string;
  readonly styles?: string;
  readonly date1904?: boolean;
  readonly extra?: readonly Part[];
};

/** A workbook of the parts every program writes. */
export function workbookOf({
  sheets,
  hidden = [],
  sharedStrings,
  styles,
  date1904 = false,
  extra = [],
}: WorkbookText): Uint8Array {
  const names = Object.keys(sheets);
  const entries = names
    .map(
      (name, index) =>
        `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${hidden.includes(name) ? ' state="hidden"' : ""}/>`,
    )
    .join("");
  const relations = [
    ...names.map(
      (_, index) =>
        `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    ),
    `<Relationship Id="s" Type="${RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>`,
    `<Relationship Id="t" Type="${RELATIONS}/styles" Target="styles.xml"/>`,
  ].join("");
  return zipOf([
    {
      name: "_rels/.rels",
      content: `<Relationships><Relationship Id="a" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns:r="${RELATIONS}"><workbookPr${date1904 ? ' date1904="1"' : ""}/><sheets>${entries}</sheets></workbook>`,
    },
    { name: "xl/_rels/workbook.xml.rels", content: `<Relationships>${relations}</Relationships>` },
    ...(sharedStrings === undefined ? [] : [{ name: "xl/sharedStrings.xml", content: `<sst>${sharedStrings}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: "xl/styles.xml", content: `<styleSheet>${styles}</styleSheet>` }]),
    ...names.map((name, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: `<worksheet>${sheets[name] ?? ""}</worksheet>`,
    })),
    ...extra,
  ]);
}
