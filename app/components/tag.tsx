/** A small mark with tone, icon and word. The word carries the meaning; tone and icon repeat it. */
import type { ReactNode } from "react";
import type { Tone } from "#app/messages/state-words.ts";
import { classNames } from "./class-names.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./tag.module.css";

type TagProps = {
  readonly tone?: Tone;
  readonly icon?: IconName;
  /** Spoken and shown on hover, for a word that needs a sentence. */
  readonly title?: string;
  readonly children: ReactNode;
};

export function Tag({ tone = "neutral", icon, title, children }: TagProps) {
  return (
    <span className={classNames(styles.tag, styles[tone])} title={title}>
      {icon && <Icon name={icon} size="small" />}
      <span>{children}</span>
    </span>
  );
}
