/** 示例/待确认: stands beside every value that no source confirms. Staff surfaces only. */
import { shellWords } from "#app/messages/shell.ts";
import { Tag } from "./tag.tsx";
import { useWords } from "./words-context.tsx";

export function UnconfirmedTag() {
  const words = useWords(shellWords);
  return (
    <Tag tone="warning" icon="circle-help" title={words.unconfirmed_detail}>
      {words.unconfirmed}
    </Tag>
  );
}
