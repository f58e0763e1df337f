/** The answer that gives an empty workbook of one kind, in the reader's language. */
import { importKindWord, importWords } from "#app/messages/import-screens.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { ImportKind } from "#app/usecases/imports/import-outcome.ts";
import { writeTemplate } from "#app/usecases/imports/write-template.server.ts";
import { workbookResponse } from "./download.server.ts";

export async function templateResponse(kind: ImportKind, locale: Locale): Promise<Response> {
  const words = importWords[locale];
  const bytes = await writeTemplate(kind, {
    unitLine: words.template_unit,
    guideHeaders: [words.guide_column, words.guide_required, words.guide_how, words.guide_choices, words.guide_example],
    required: words.yes,
    optional: words.no,
    howToWrite: {
      text: words.how_text,
      identifier: words.how_identifier,
      date: words.how_date,
      yuan: words.how_yuan,
      whole: words.how_whole,
      coordinate: words.how_coordinate,
    },
  });
  return workbookResponse(`${importKindWord(kind, locale)}.xlsx`, bytes);
}
