/** The phone's frame with the care worker's tabs, language and sign-out. */
import type { ReactNode } from "react";
import { clockText } from "#app/domain/time/time-window.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { shellWords } from "#app/messages/shell.ts";
import { workerWords } from "#app/messages/worker.ts";
import { buttonClass } from "./button-style.ts";
import { Icon } from "./icon.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { PhoneShell } from "./phone-shell.tsx";
import { SyncLine } from "./sync-line.tsx";
import { useWords } from "./words-context.tsx";

type WorkerShellProps = {
  readonly title: string;
  /** When the page was made: everything recorded so far is with the server. */
  readonly at: string;
  readonly backTo?: string;
  readonly children: ReactNode;
};

export function WorkerShell({ title, at, backTo, children }: WorkerShellProps) {
  const words = useWords(workerWords);
  const shell = useWords(shellWords);
  return (
    <PhoneShell
      title={title}
      {...(backTo !== undefined && { backTo })}
      sync={<SyncLine state={{ kind: "sent", clock: clockText(localTimeOf(instant(at)).minute) }} />}
      tools={
        <>
          <LanguageSwitch />
          <form method="post" action="/sign-out">
            <button type="submit" className={buttonClass({ kind: "quiet" })} aria-label={shell.sign_out}>
              <Icon name="log-out" />
            </button>
          </form>
        </>
      }
      tabs={[
        { to: "/worker", label: words.tab_today, icon: "calendar-check", end: true },
        { to: "/worker/record", label: words.tab_record, icon: "history" },
      ]}
    >
      {children}
    </PhoneShell>
  );
}
