/**
 * Comments of cells, which the writing library has no option for: a part with the texts, a drawing with one hidden box per
 * comment (spreadsheets show none without it), and the relations that bind both to their sheet.
 */
import type writeXlsxFile from "write-excel-file/node";
import { columnLetter } from "#app/domain/imports/sheet-rows.ts";
import type { SheetLayout } from "./sheet-form.ts";

type WriterFeature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>["features"]>[number];
/** Zero-based place of one comment. */
type Note = { readonly row: number; readonly column: number; readonly text: string };

/** Boxes beyond this make a spreadsheet slow to open; the remark column says the same for every row. */
const NOTES_MOST = 10_000;
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Text as it stands between two tags or inside quotes. */
export function escapedXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function notesOf(layout: SheetLayout): Note[] {
  const notes: Note[] = [];
  layout.rows.forEach((cells, row) =>
    cells.forEach((cell, column) => {
      if (cell?.note !== undefined && notes.length < NOTES_MOST) notes.push({ row, column, text: cell.note });
    }),
  );
  return notes;
}

function commentsPart(notes: readonly Note[]): string {
  const list = notes
    .map(({ row, column, text }) => {
      const plain = escapedXml(text.replace(/(?!\n)[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, " "));
      return `<comment ref="${columnLetter(column)}${row + 1}" authorId="0"><text><t xml:space="preserve">${plain}</t></text></comment>`;
    })
    .join("");
  return `${HEAD}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>床边</author></authors><commentList>${list}</commentList></comments>`;
}

function drawingPart(notes: readonly Note[]): string {
  const boxes = notes
    .map(
      ({ row, column }, index) =>
        `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;width:240pt;height:72pt;z-index:${index + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 12, ${row}, 4, ${column + 4}, 12, ${row + 4}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`,
    )
    .join("");
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${boxes}</xml>`;
}

/** The parts to write, by path; a sheet without comments has none. */
function partsOf(notes: readonly (readonly Note[])[]): Record<string, string> {
  const parts = notes.flatMap((list, index): [string, string][] =>
    list.length === 0
      ? []
      : [
          [`xl/comments${index + 1}.xml`, commentsPart(list)],
          [`xl/drawings/vmlDrawing${index + 1}.vml`, drawingPart(list)],
        ],
  );
  return Object.fromEntries(parts);
}

/** The kinds of the parts, for the list of contents. */
function contentTypes(notes: readonly (readonly Note[])[]): string {
  const overrides = notes.map((list, index) =>
    list.length === 0
      ? ""
      : `<Override PartName="/xl/comments${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`,
  );
  return `<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${overrides.join("")}`;
}

/** The feature that writes the comments of these sheets; none when no cell has one. */
export function cellNotes(layouts: readonly SheetLayout[]): WriterFeature[] {
  const notes = layouts.map(notesOf);
  const has = (index: number) => (notes[index]?.length ?? 0) > 0;
  if (!notes.some((list) => list.length > 0)) return [];
  return [
    {
      files: {
        transform: {
          "[Content_Types].xml": {
            insert: () => contentTypes(notes),
          },
          "xl/worksheets/sheet{id}.xml": {
            transform: (xml, _options, { sheetIndex }) =>
              has(sheetIndex)
                ? xml.replace("</worksheet>", () => '<legacyDrawing r:id="rId-notes-1"/></worksheet>')
                : xml,
          },
          "xl/worksheets/_rels/sheet{id}.xml.rels": {
            insert: (_options, { sheetIndex }) =>
              has(sheetIndex)
                ? `<Relationship Id="rId-notes-1" Type="${OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing${sheetIndex + 1}.vml"/><Relationship Id="rId-notes-2" Type="${OFFICE}/comments" Target="../comments${sheetIndex + 1}.xml"/>`
                : undefined,
          },
        },
        write: { files: () => partsOf(notes) },
      },
    },
  ];
}
