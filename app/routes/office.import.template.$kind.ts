import { importKindWord, importWords } from "#app/messages/import-screens.ts";
import { IMPORT_KINDS } from "#app/usecases/imports/import-outcome.ts";
import { writeTemplate } from "#app/usecases/imports/write-template.server.ts";
import { workbookResponse } from "#app/web/download.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "import.read" }, async ({ params, locale }) => {
  const kind = IMPORT_KINDS.find((one) => one === params["kind"]);
  if (kind === undefined) throw new Response("404", { status: 404 });
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
});
