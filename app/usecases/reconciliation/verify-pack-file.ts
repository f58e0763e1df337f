/** Verifies the bytes of a pack: its zip, its files, and everything that can be computed again. Needs no database and no network. */
import { MANIFEST_FILE } from "#app/domain/audit-pack/pack-format.ts";
import type { PackDifference, PackTexts } from "#app/domain/audit-pack/read-pack.ts";
import { verifyPack, type PackReport } from "#app/domain/audit-pack/verify-pack.ts";
import { UnreadableZip, unzipTexts, zipTexts } from "#app/integrations/archives/zip.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";

export type VerifiedFile = PackReport & { readonly fileDigest: string };

function readZip(bytes: Uint8Array): PackTexts | PackDifference {
  try {
    return unzipTexts(bytes);
  } catch (thrown) {
    if (!(thrown instanceof UnreadableZip)) throw thrown;
    return { code: "container", where: "zip", pack: thrown.message, computed: "" };
  }
}

/** The same texts give the same zip, so a byte that is no file's content differs too. */
function compareContainer(bytes: Uint8Array, texts: PackTexts): PackDifference[] {
  const [pack, computed] = [sha256Hex(bytes), sha256Hex(zipTexts(texts))];
  return pack === computed ? [] : [{ code: "container", where: "zip", pack, computed }];
}

export function verifyPackFile(bytes: Uint8Array): VerifiedFile {
  const read = readZip(bytes);
  const texts: PackTexts = read instanceof Map ? read : new Map();
  const report = verifyPack(texts, sha256Hex);
  const files = report.differences.filter(({ where }) => texts.size > 0 || where !== MANIFEST_FILE);
  const container = "code" in read ? [read] : compareContainer(bytes, texts);
  return { ...report, fileDigest: sha256Hex(bytes), differences: [...container, ...files] };
}
