import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { fileRefusalSentence } from "#app/messages/import-problems.ts";
import { workbookOf } from "./workbook-builder.ts";

const row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row>';
const good = workbookOf({
  sheets: { 表: `<sheetData>${row}</sheetData><mergeCells><mergeCell ref="A1:A9"/></mergeCells>` },
  sharedStrings: "<si><t>甲</t></si>",
  styles: "<cellXfs><xf numFmtId='14'/></cellXfs>",
});

/** What a reader may do with any file: read it, or refuse it with a sentence in both languages. */
async function readsOrRefuses(bytes: Uint8Array): Promise<void> {
  try {
    await readWorkbook(bytes, "a.xlsx");
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    for (const locale of ["zh-CN", "en"] as const) {
      const sentence = fileRefusalSentence(thrown, locale);
      expect([thrown.code, sentence === thrown.code || sentence.includes("{")]).toEqual([thrown.code, false]);
    }
  }
}

describe("a damaged file", () => {
  it("is read or refused, never an error of the program", async () => {
    const change = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(good.length), async (changes, cut) => {
        const damaged = Uint8Array.from(good);
        for (const { at, byte } of changes) damaged[at] = byte;
        await readsOrRefuses(damaged);
        await readsOrRefuses(good.slice(0, cut));
      }),
      { numRuns: 300 },
    );
  });

  it("may hold any markup", async () => {
    const markup = fc.array(
      fc.constantFrom(
        "<row>",
        '<row r="5">',
        '<row r="-1">',
        "</row>",
        "<c>",
        '<c r="A1" t="s">',
        '<c t="inlineStr">',
        '<c r="ZZZZ9">',
        "</c>",
        "<v>",
        "</v>",
        "9",
        "x",
        "<is><t>",
        "</t></is>",
        "&amp;",
        "&#xD800;",
        "&#99999999;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x?>",
        '<a b=">">',
        "<a/>",
        '<mergeCell ref="A1:A2"/>',
        '<mergeCell ref="?"/>',
        "<",
        ">",
        '"',
      ),
      { maxLength: 14 },
    );
    await fc.assert(
      fc.asyncProperty(markup, async (parts) => readsOrRefuses(workbookOf({ sheets: { 表: parts.join("") } }))),
      { numRuns: 500 },
    );
  });

  it("may be any bytes", async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), readsOrRefuses), { numRuns: 500 });
  });
});
