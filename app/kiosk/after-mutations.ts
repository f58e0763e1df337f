/** Looks at the page again whenever it has changed. */

/** So long nothing more changes: the screen stands. */
const STANDS_MS = 400;

/** @param atOnce with each change; @param onceItStands when the changes have ended. @returns ends both */
export function afterMutations(atOnce: () => void, onceItStands: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    atOnce();
    clearTimeout(timer);
    timer = setTimeout(onceItStands, STANDS_MS);
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
