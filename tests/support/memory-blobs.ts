/** A blob store that forgets everything with the process. */
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";

export function memoryBlobs(): BlobStore & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    put: (key, content) => {
      kept.set(key, content);
      return Promise.resolve();
    },
    get: (key) => Promise.resolve(kept.get(key) ?? null),
    remove: (key) => {
      kept.delete(key);
      return Promise.resolve();
    },
  };
}
