/**
 * The frame of every office and provider screen: skip link, top bar with product and area, navigation by task (216 px, folded to 72 px below
 * 1280 px), person menu. Nothing here needs client JavaScript.
 */
import { Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { shellWords } from "#app/messages/shell.ts";
import styles from "./app-shell.module.css";
import { BrandMark } from "./brand-mark.tsx";
import { classNames } from "./class-names.ts";
import { countText } from "./count-text.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import type { PersonMenuProps } from "./person-menu.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { Tag } from "./tag.tsx";
import { useWords } from "./words-context.tsx";

export type NavigationItem = {
  readonly to: string;
  readonly label: string;
  /** Stands under the icon when the navigation is folded to 72 px; leave out when the label fits. */
  readonly short?: string;
  readonly icon: IconName;
  /** Things that wait behind this item. */
  readonly count?: number;
  /** Current only on exactly this address. */
  readonly end?: boolean;
};

export type NavigationGroup = { readonly label?: string; readonly items: readonly NavigationItem[] };

type AppShellProps = {
  /** Where the brand leads: the first page of this desk. */
  readonly homeTo: string;
  /** 崇川区 · 秦灶街道 */
  readonly area: string;
  readonly navigation: readonly NavigationGroup[];
  readonly person: PersonMenuProps;
  /** The district is a demonstration: said on every page. */
  readonly isDemo?: boolean;
  /** Search form, street switch. */
  readonly tools?: ReactNode;
  /** The auditor's workbench folds the navigation at every width. */
  readonly folded?: boolean;
  readonly children: ReactNode;
};

function NavigationLink({ item }: { item: NavigationItem }) {
  return (
    <NavLink to={item.to} end={item.end ?? false} className={styles.item ?? ""}>
      <Icon name={item.icon} />
      <span className={item.short === undefined ? undefined : styles.long}>{item.label}</span>
      {item.short !== undefined && <span className={styles.short}>{item.short}</span>}
      {item.count !== undefined && item.count > 0 && <span className={styles.count}>{countText(item.count)}</span>}
    </NavLink>
  );
}

export function AppShell({
  homeTo,
  area,
  navigation,
  person,
  isDemo = false,
  tools,
  folded = false,
  children,
}: AppShellProps) {
  const words = useWords(shellWords);
  return (
    <div className={classNames(styles.frame, folded && styles.folded)}>
      <a href="#content" className="skip-link">
        {words.skip_to_content}
      </a>
      <header className={styles.top}>
        <Link to={homeTo} className={styles.brand}>
          <BrandMark />
          <span>{words.product_full}</span>
        </Link>
        <span className={styles.area}>{area}</span>
        <div className={styles.tools}>
          {tools}
          {isDemo && (
            <span className={styles.demo}>
              <Tag tone="warning" icon="info" title={words.demo_detail}>
                {words.demo}
              </Tag>
            </span>
          )}
          <PersonMenu {...person} />
        </div>
      </header>
      <nav className={styles.nav} aria-label={words.navigation}>
        <div className={styles.navInner}>
          {navigation.map((group, index) => (
            <div key={group.label ?? index} className={styles.group}>
              {group.label !== undefined && <p className={styles.groupLabel}>{group.label}</p>}
              {group.items.map((item) => (
                <NavigationLink key={item.to} item={item} />
              ))}
            </div>
          ))}
        </div>
      </nav>
      <main id="content" tabIndex={-1} className={styles.main}>
        <div className={styles.content}>{children}</div>
      </main>
    </div>
  );
}
