/** Whether everything has reached the server, in words. It never says "failed": what was recorded is safe on the phone. */
import type { ReactNode } from "react";
import { shellWords } from "#app/messages/shell.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { classNames } from "./class-names.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./sync-line.module.css";
import { useWords } from "./words-context.tsx";

export type SyncState =
  | { readonly kind: "sent"; readonly clock: string }
  | { readonly kind: "waiting"; readonly count: number }
  | { readonly kind: "offline"; readonly count: number }
  | { readonly kind: "signed-out"; readonly count: number }
  | { readonly kind: "opening" | "other-worker" | "too-old" };

const LOOK: Readonly<Record<SyncState["kind"], { readonly tone: string | undefined; readonly icon: IconName }>> = {
  opening: { tone: styles.info, icon: "cloud-upload" },
  sent: { tone: styles.success, icon: "cloud-check" },
  waiting: { tone: styles.info, icon: "cloud-upload" },
  offline: { tone: styles.warning, icon: "wifi-off" },
  "signed-out": { tone: styles.warning, icon: "log-in" },
  "other-worker": { tone: styles.warning, icon: "users" },
  "too-old": { tone: styles.warning, icon: "refresh-cw" },
};

function useSentence(state: SyncState): string {
  const shell = useWords(shellWords);
  const words = useWords(workerPhoneWords);
  switch (state.kind) {
    case "opening":
      return words.looking;
    case "sent":
      return shell.sync_all_sent(state.clock);
    case "waiting":
      return shell.sync_waiting(state.count);
    case "offline":
      return state.count === 0 ? words.no_network : words.offline_waiting(state.count);
    case "signed-out":
      return state.count === 0 ? words.session_ended : words.sending_stopped(state.count);
    case "other-worker":
      return words.other_signed_in;
    case "too-old":
      return words.too_old;
  }
}

type SyncLineProps = {
  readonly state: SyncState;
  /** Beside the sentence: 立即上传 while something waits, or the way to sign in again. */
  readonly action?: ReactNode;
  /** A second sentence: what has waited too long, what the provider must be asked about. */
  readonly warning?: ReactNode;
};

export function SyncLine({ state, action, warning }: SyncLineProps) {
  const { tone, icon } = LOOK[state.kind];
  return (
    <div role="status" className={classNames(styles.line, tone)}>
      <Icon name={icon} size="small" />
      <span className={styles.sentence}>{useSentence(state)}</span>
      {action !== undefined && <span className={styles.action}>{action}</span>}
      {warning !== undefined && <p className={styles.warningLine}>{warning}</p>}
    </div>
  );
}
