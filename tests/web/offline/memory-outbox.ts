/** An outbox whose disk is a value: each change is whole, and a page that is killed leaves exactly what was committed. */
import type { PhotoStore, PhotoToKeep } from "#app/domain/photos/kept-photos.ts";
import { EMPTY_CHAIN, type ChainHead, type OutboxRow, type OutboxStore } from "#app/domain/visits/outbox.ts";

export class PageKilled extends Error {}

export class MemoryOutbox implements OutboxStore, PhotoStore {
  chain: ChainHead = EMPTY_CHAIN;
  disk: readonly OutboxRow[] = [];
  pictures: readonly PhotoToKeep[] = [];
  /** Asked before and after each commit: true kills the page there. */
  kills: (moment: "before" | "after") => boolean = () => false;

  private async commit<Answer>(work: () => Answer): Promise<Answer> {
    await Promise.resolve();
    if (this.kills("before")) throw new PageKilled();
    const answer = work();
    if (this.kills("after")) throw new PageKilled();
    return answer;
  }

  head = async () => Promise.resolve(this.chain);

  append: OutboxStore["append"] = (row, { after, next }, photo) =>
    this.commit(() => {
      if (after.lastSeq !== this.chain.lastSeq || after.hash !== this.chain.hash) return false;
      [this.chain, this.disk] = [next, [...this.disk, row]];
      if (photo) this.pictures = [...this.without(photo.kept.digest), photo];
      return true;
    });

  rows = async () => Promise.resolve([...this.disk]);

  change: OutboxStore["change"] = ({ put, remove }) =>
    this.commit(() => {
      const changed = new Map(put.map((row) => [row.event.eventId, row]));
      this.disk = this.disk
        .map((row) => changed.get(row.event.eventId) ?? row)
        .filter((row) => !remove.includes(row.event.eventId));
    });

  photos = async () => Promise.resolve(this.pictures.map(({ kept }) => kept));

  photoContent = async (digest: string) =>
    Promise.resolve(this.pictures.find(({ kept }) => kept.digest === digest)?.content ?? null);

  dropPhoto = (digest: string) =>
    this.commit(() => {
      this.pictures = this.without(digest);
    });

  refusePhoto = (digest: string) =>
    this.commit(() => {
      this.pictures = this.pictures.map(({ kept, content }) => ({
        content,
        kept: kept.digest === digest ? { ...kept, state: "refused" as const } : kept,
      }));
    });

  private without(digest: string): PhotoToKeep[] {
    return this.pictures.filter(({ kept }) => kept.digest !== digest);
  }
}
