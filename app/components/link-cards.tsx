/** A choice of places to go, each with one line that says what happens there. */
import { Link } from "@remix-run/react";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./link-cards.module.css";

export type LinkCard = { readonly to: string; readonly icon: IconName; readonly title: string; readonly text?: string };

/** `whole`: the links lead to another surface, whose document attributes differ, so the whole page is loaded. */
export function LinkCards({ cards, whole = false }: { cards: readonly LinkCard[]; whole?: boolean }) {
  return (
    <ul className={styles.cards}>
      {cards.map((card) => (
        <li key={`${card.to} ${card.title}`}>
          <Link to={card.to} className={styles.card} reloadDocument={whole}>
            <span className={styles.disc}>
              <Icon name={card.icon} size="large" />
            </span>
            <span>
              <span className={styles.title}>{card.title}</span>
              {card.text !== undefined && <span className={styles.text}>{card.text}</span>}
            </span>
            <span className={styles.arrow}>
              <Icon name="arrow-right" />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
