/** Whether everything has reached the server, in words. It never says "failed": what was recorded is safe on the phone. */
import type { ReactNode } from "react";
import { NOTHING_WAITS, type OutboxFacts } from "#app/domain/visits/outbox.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { classNames } from "./class-names.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./sync-line.module.css";
import { useWords } from "./words-context.tsx";

/** What is on this phone only: records, and photographs whose bytes are still to be sent. */
export type Unsent = Pick<OutboxFacts, "waiting" | "photos">;

export type SyncState =
  | { readonly kind: "sent"; readonly clock: string }
  | { readonly kind: "waiting" | "offline" | "signed-out"; readonly unsent: Unsent }
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

/** "3 条、2 张照片"; null when nothing is unsent. */
export function useUnsentText({ waiting, photos }: Unsent): string | null {
  const words = useWords(workerPhoneWords);
  const pictures = photos > 0 ? words.photos(photos) : null;
  const records = waiting > 0 ? words.records(waiting) : null;
  return records === null || pictures === null ? (records ?? pictures) : words.records_and_photos(records, pictures);
}

function useSentence(state: SyncState): string {
  const words = useWords(workerPhoneWords);
  const amount = useUnsentText("unsent" in state ? state.unsent : NOTHING_WAITS);
  switch (state.kind) {
    case "opening":
      return words.looking;
    case "sent":
      return words.all_sent(state.clock);
    case "waiting":
      return words.to_upload(amount ?? words.records(0));
    case "offline":
      return amount === null ? words.no_network : words.offline_waiting(amount);
    case "signed-out":
      return amount === null ? words.session_ended : words.sending_stopped(amount);
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
