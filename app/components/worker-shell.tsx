/** The phone's frame with the care worker's tabs, the line that says what has been uploaded, language and sign-out. */
import { Link } from "@remix-run/react";
import { useState, type FormEvent, type ReactNode } from "react";
import { NO_PHONE, type PhoneState } from "#app/domain/visits/phone-state.ts";
import { isUnsent } from "#app/domain/visits/outbox.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { shellWords } from "#app/messages/shell.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { workerWords } from "#app/messages/worker.ts";
import { buttonClass } from "./button-style.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { Notice } from "./notice.tsx";
import { usePhone, usePhoneState } from "./phone-context.tsx";
import { PhoneShell } from "./phone-shell.tsx";
import { SyncLine, useUnsentText, type SyncState } from "./sync-line.tsx";
import { useWords } from "./words-context.tsx";
import styles from "./worker-shell.module.css";

type WorkerShellProps = {
  readonly title: string;
  /** When the server made the page; null for a page from the phone. */
  readonly atMs: number | null;
  readonly backTo?: string;
  readonly children: ReactNode;
};

function syncStateOf(phone: PhoneState, atMs: number | null): SyncState {
  const unsent = phone.outbox;
  // Whether something waits is not known before the store is open.
  if (phone.status === "opening") return { kind: "opening" };
  if (!phone.isOnline) return { kind: "offline", unsent };
  if (phone.session === "ended") return { kind: "signed-out", unsent };
  if (phone.session === "other") return { kind: "other-worker" };
  if (phone.isTooOld) return { kind: "too-old" };
  const sentMs = phone.allSentMs ?? atMs;
  if (isUnsent(unsent)) return { kind: "waiting", unsent };
  // A page without a server that has not reached it yet.
  if (sentMs === null) return { kind: "offline", unsent };
  return { kind: "sent", clock: clockText(localTimeOf(instant(sentMs)).minute) };
}

/** Without scripts no store will ever open: every step was a form that the server has answered. */
function OpeningLine({ atMs }: { atMs: number | null }) {
  return (
    <>
      <div className={styles.onlyWithScripts}>
        <SyncLine state={{ kind: "opening" }} />
      </div>
      {atMs !== null && (
        <noscript>
          <SyncLine state={syncStateOf(NO_PHONE, atMs)} />
        </noscript>
      )}
    </>
  );
}

function PhoneSyncLine({ atMs }: { atMs: number | null }) {
  const phone = usePhone();
  const state = usePhoneState();
  const shell = useWords(shellWords);
  const words = useWords(workerPhoneWords);
  const sync = syncStateOf(state, atMs);
  const { warning, rejected } = state.outbox;
  const sentence = warning === "day" ? words.warning_day : warning === "half-day" ? words.warning_half_day : null;
  const action =
    sync.kind === "signed-out" ? (
      <a href="/sign-in?next=/worker" className={buttonClass({ kind: "secondary", size: "small" })}>
        {words.sign_in_again}
      </a>
    ) : sync.kind === "waiting" && phone !== null ? (
      <Button kind="secondary" size="small" type="button" onClick={phone.sendNow}>
        {shell.sync_now}
      </Button>
    ) : undefined;
  const more =
    sentence ?? (rejected > 0 ? <Link to="/worker/me#rejected">{words.rejected(rejected)}</Link> : undefined);
  if (sync.kind === "opening") return <OpeningLine atMs={atMs} />;
  return (
    <SyncLine state={sync} {...(action !== undefined && { action })} {...(more !== undefined && { warning: more })} />
  );
}

/** Signing out wipes the phone, so it is refused while something is unsent. Without a phone of its own it is a plain form. */
function useLeaving() {
  const phone = usePhone();
  const [isRefused, setRefused] = useState(false);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    if (phone === null) return;
    event.preventDefault();
    const form = event.currentTarget;
    void phone.leave().then((left) => {
      setRefused(!left);
      if (left) form.submit();
      // The reason stands at the top of the page, which may be scrolled away.
      else window.scrollTo(0, 0);
    });
  };
  return { isRefused, onSubmit };
}

export function WorkerShell({ title, atMs, backTo, children }: WorkerShellProps) {
  const words = useWords(workerWords);
  const more = useWords(workerPhoneWords);
  const shell = useWords(shellWords);
  const unsent = useUnsentText(usePhoneState().outbox);
  const { isRefused, onSubmit } = useLeaving();
  return (
    <PhoneShell
      title={title}
      {...(backTo !== undefined && { backTo })}
      sync={<PhoneSyncLine atMs={atMs} />}
      tools={
        <>
          <LanguageSwitch />
          <form method="post" action="/sign-out" onSubmit={onSubmit}>
            <button type="submit" className={buttonClass({ kind: "quiet" })} aria-label={shell.sign_out}>
              <Icon name="log-out" />
            </button>
          </form>
        </>
      }
      tabs={[
        { to: "/worker", label: words.tab_today, icon: "calendar-check", end: true },
        { to: "/worker/offers", label: words.tab_offers, icon: "inbox" },
        { to: "/worker/record", label: words.tab_record, icon: "history" },
        { to: "/worker/me", label: words.tab_me, icon: "user-round" },
      ]}
    >
      {isRefused && unsent !== null && (
        <Notice tone="warning" title={more.leave_refused(unsent)} announced>
          {more.leave_refused_note}
        </Notice>
      )}
      {children}
    </PhoneShell>
  );
}
