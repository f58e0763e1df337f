/**
 * A network that can be cut: a relay between the browser and the server under test. Cutting it closes every connection and takes no new
 * one, for pages and service workers alike, which the browser's own switch does for pages only.
 */
import type { BrowserContext } from "@playwright/test";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export type CutNetwork = {
  /** Where the browser goes. */
  readonly origin: string;
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  readonly end: () => Promise<void>;
};

/** @param target address of the server under test */
export async function cutNetwork(target: string): Promise<CutNetwork> {
  const { port: targetPort } = new URL(target);
  const open = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect({ host: "localhost", port: Number(targetPort) });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const listen = async (port: number) =>
    new Promise<number>((resolve, reject) => {
      relay.once("error", reject);
      relay.listen(port, "127.0.0.1", () => resolve((relay.address() as AddressInfo).port));
    });
  const port = await listen(0);
  const cut = async () =>
    new Promise<void>((resolve) => {
      relay.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return {
    origin: `http://127.0.0.1:${port}`,
    cut,
    mend: async () => void (await listen(port)),
    end: async () => (relay.listening ? cut() : undefined),
  };
}

/** The relay is gone for pages and service worker alike, and the browser knows that it is offline. */
export async function goOffline(network: CutNetwork, context: BrowserContext): Promise<void> {
  await network.cut();
  await context.setOffline(true);
}

export async function goOnline(network: CutNetwork, context: BrowserContext): Promise<void> {
  await network.mend();
  await context.setOffline(false);
}
