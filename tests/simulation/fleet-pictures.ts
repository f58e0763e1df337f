/**
 * The photographs that the fleet's phones keep, sent over a network that loses requests and replies: each one that a phone showed as saved
 * is still there with its bytes, and at the end the server holds it and the phone does not.
 */
import { drawYes } from "#app/domain/seeded-draws.ts";
import { seededRandom, type Random } from "#app/domain/seeded-random.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { PhotoNetwork, PhotoReply } from "#app/web/offline/upload-photo.ts";
import type { FleetLog } from "./fleet-run.ts";
import type { FleetServer } from "./fleet-server.ts";
import type { StoredEvent } from "./fleet-verdicts.ts";

/** After every event has arrived and was judged: a picture that comes now changes no verdict that is compared. */
const SENT_AT = instant("2027-01-10T05:00:00Z");
const MOST_TRIES = 400;

function faulty({ ask, send }: PhotoNetwork, random: Random): PhotoNetwork {
  const through = async (work: () => Promise<PhotoReply>): Promise<PhotoReply> => {
    if (drawYes(random, 0.15)) return null;
    const reply = await work();
    return drawYes(random, 0.15) ? null : reply;
  };
  return {
    ask: (digest) => through(() => ask(digest)),
    send: (digest, piece) => through(() => send(digest, piece)),
  };
}

/** Says in words what does not hold. */
export async function picturesLost(
  server: FleetServer,
  log: FleetLog,
  events: readonly StoredEvent[],
  seed: number,
): Promise<string[]> {
  const random = seededRandom(`pictures|${seed}`);
  const aside = new Set(events.filter((event) => event.isAside).map(({ eventId }) => eventId));
  const announced = log.saved.filter(({ event }) => event.body["photoDigest"] !== undefined);
  const phones = [...new Set(announced.map(({ phone }) => phone))];
  const held = new Set(phones.flatMap((phone) => phone.pictures.map(({ digest }) => digest)));
  const missing = announced.filter(({ event }) => !held.has(String(event.body["photoDigest"]))).length;
  for (const phone of phones) {
    const network = faulty(server.photoNetwork(phone.workerId, SENT_AT), random);
    for (let tries = 0; tries < MOST_TRIES && (await phone.sendPictures(network)) !== "all-sent"; tries += 1);
  }
  const left = phones.flatMap((phone) => phone.pictures).filter(({ eventId }) => !aside.has(eventId)).length;
  const wanted = new Set(
    announced.filter(({ event }) => !aside.has(event.eventId)).map(({ event }) => String(event.body["photoDigest"])),
  );
  const unknown = [...wanted].filter((digest) => !server.blobs.kept.has(digest)).length;
  return [
    ...(missing > 0 ? [`${missing} photographs that were shown as saved are not on their phones`] : []),
    ...(left > 0 ? [`${left} photographs are still on phones`] : []),
    ...(unknown > 0 ? [`${unknown} photographs never arrived`] : []),
  ];
}
