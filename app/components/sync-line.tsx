/** Whether everything has reached the server, in words. It never says "failed": what was recorded is safe on the phone. */
import type { ReactNode } from "react";
import { shellWords } from "#app/messages/shell.ts";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import styles from "./sync-line.module.css";
import { useWords } from "./words-context.tsx";

export type SyncState =
  | { readonly kind: "sent"; readonly clock: string }
  | { readonly kind: "waiting"; readonly count: number }
  | { readonly kind: "offline" };

/** `action` is the button 立即上传, offered while something waits. */
export function SyncLine({ state, action }: { state: SyncState; action?: ReactNode }) {
  const words = useWords(shellWords);
  const look = {
    sent: {
      tone: styles.success,
      icon: "cloud-check",
      text: state.kind === "sent" ? words.sync_all_sent(state.clock) : "",
    },
    waiting: {
      tone: styles.info,
      icon: "cloud-upload",
      text: state.kind === "waiting" ? words.sync_waiting(state.count) : "",
    },
    offline: { tone: styles.warning, icon: "wifi-off", text: words.sync_offline },
  }[state.kind];
  return (
    <div role="status" className={classNames(styles.line, look.tone)}>
      <Icon name={look.icon} size="small" />
      <span>{look.text}</span>
      {action !== undefined && <span className={styles.action}>{action}</span>}
    </div>
  );
}
