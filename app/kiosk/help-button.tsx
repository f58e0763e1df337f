/**
 * The red button wherever it stands: a form that sends the first touch, because the call counts from there. Without scripts it is a plain
 * form; with them the machine dials by itself when the server does not answer, and shows the two numbers over everything.
 */
import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { useWords } from "#app/components/words-context.tsx";
import { kioskHelpWords } from "#app/messages/kiosk-help.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import styles from "./help-button.module.css";
import { useKiosk } from "./surroundings.tsx";
import { useHelpCall } from "./use-help-call.ts";

/** The screen without a network. It is no page, because no page can be fetched; what stood there before is still below it. */
function OfflineHelp({ onEnd, onAgain }: { onEnd: () => void; onAgain: () => void }) {
  const words = useWords(kioskHelpWords);
  const { hotline, ambulance, help_cancel } = useWords(kioskWords);
  return createPortal(
    <div className={styles.cover} role="alertdialog" aria-labelledby="help-offline" data-help="offline">
      <h2 id="help-offline">{words.offline_title}</h2>
      <p className={styles.text}>{words.offline_text}</p>
      <p className={styles.text}>{words.numbers_text}</p>
      <p className={styles.digits}>{hotline}</p>
      <p className={styles.digits}>{ambulance}</p>
      <button type="button" className={styles.end} onClick={onEnd}>
        {help_cancel}
      </button>
      <button type="button" className={styles.again} onClick={onAgain}>
        {words.offline_again}
      </button>
    </div>,
    document.body,
  );
}

export function HelpButton({ className, children }: { className: string; children: ReactNode }) {
  const { helpTo, helpKey } = useKiosk();
  const { pathname, search } = useLocation();
  const { isOffline, end, again, onSubmit } = useHelpCall();
  return (
    <Form method="post" action={helpTo} className={styles.form ?? ""} onSubmit={onSubmit}>
      {helpKey !== "" && <input type="hidden" name="key" value={helpKey} />}
      <input type="hidden" name="returnTo" value={`${pathname}${search}`} />
      <button type="submit" className={className} data-kiosk-help="call">
        {children}
      </button>
      {isOffline && <OfflineHelp onEnd={end} onAgain={again} />}
    </Form>
  );
}
