/** A link that looks like a button: it goes somewhere, it changes nothing. Files to download use a plain anchor. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ButtonLook } from "./button-style.ts";
import { buttonClass } from "./button-style.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";

type LinkButtonProps = ButtonLook & {
  readonly to: string;
  readonly icon?: IconName;
  /** The server answers with a file: the browser fetches it itself. */
  readonly download?: boolean;
  /** The answer leads out of these pages: the browser follows it itself. */
  readonly elsewhere?: boolean;
  readonly children: ReactNode;
};

export function LinkButton({
  to,
  icon,
  download = false,
  elsewhere = false,
  kind,
  size,
  wide,
  children,
}: LinkButtonProps) {
  return (
    <Link
      to={to}
      className={buttonClass({ kind, size, wide })}
      reloadDocument={download || elsewhere}
      {...(download && { download: true })}
    >
      {icon && <Icon name={icon} size={size === "small" ? "small" : "medium"} />}
      <span>{children}</span>
    </Link>
  );
}
