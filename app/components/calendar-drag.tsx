/** Dragging a visit to another place of a calendar with the mouse, and the link beside it that opens the same change without one. */
import { Link } from "@remix-run/react";
import type { DragEvent, HTMLAttributes, MouseEvent } from "react";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import styles from "./calendar-drag.module.css";
import { useWords } from "./words-context.tsx";

/** Names what is dragged, so that nothing else can be dropped. */
const DRAGGED = "application/x-bedside-visit";

/** @param onDrop told the key of what was dropped; without it nothing can be dropped here */
export function dropTarget(onDrop: ((key: string) => void) | undefined): HTMLAttributes<HTMLElement> {
  if (!onDrop) return {};
  const mark = (event: DragEvent<HTMLElement>, isOver: boolean) =>
    event.currentTarget.toggleAttribute("data-over", isOver);
  return {
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      mark(event, true);
    },
    onDragLeave: (event) => mark(event, false),
    onDrop: (event) => {
      event.preventDefault();
      mark(event, false);
      const key = event.dataTransfer.getData(DRAGGED);
      if (key !== "") onDrop(key);
    },
  };
}

export function dragSource(key: string): HTMLAttributes<HTMLElement> {
  return {
    draggable: true,
    onDragStart: (event) => {
      event.dataTransfer.setData(DRAGGED, key);
      event.dataTransfer.effectAllowed = "move";
    },
  };
}

type ChangeLinkProps = {
  readonly visitNo: string;
  /** The visit in words, for who does not see the card beside it. */
  readonly label: string;
  readonly onOpen: () => void;
};

/** Opens the change beside the calendar; without scripts, and in a new tab, the page that changes the visit. */
export function ChangeLink({ visitNo, label, onOpen }: ChangeLinkProps) {
  const words = useWords(visitChangeWords);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <Link
      to={`/office/visits/${encodeURIComponent(visitNo)}/change`}
      className={styles.change}
      aria-label={words.change_visit(label)}
      onClick={open}
    >
      {words.change_one}
    </Link>
  );
}
