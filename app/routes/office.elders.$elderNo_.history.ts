import { differenceWord } from "#app/messages/settlement.ts";
import { stateWord } from "#app/messages/states.ts";
import { writeElderHistory } from "#app/usecases/reconciliation/write-elder-history.server.ts";
import { workbookResponse } from "#app/web/download.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** Officials file these forms in Chinese, whatever the reader's language. */
const TEXTS = {
  delivery: (state: string) => stateWord("delivery", state).staff["zh-CN"],
  approval: (state: string) => stateWord("approval", state).staff["zh-CN"],
  refused: (code: string) => differenceWord(code, "zh-CN"),
};

export const loader = guarded({ action: "elder.read" }, async ({ params, context }) => {
  const { fileName, bytes } = await writeElderHistory(context, params["elderNo"] ?? "", TEXTS);
  return workbookResponse(`${fileName}.xlsx`, bytes);
});
