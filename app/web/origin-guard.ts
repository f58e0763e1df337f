/**
 * Stands before Remix. Remix checks the origin only in some of its paths; here nothing that changes state passes unless the
 * browser says that it comes from our own pages.
 */
export type OriginQuestion = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  readonly publicOrigin: string;
};

/** HTTP status to refuse with, or null to let pass. Signed callbacks under /notify/ and of kiosks' agents have their own verification. */
export function judgeOrigin(question: OriginQuestion): 400 | 403 | null {
  if (new URLSearchParams(question.query).has("_data")) return 400;
  if (["GET", "HEAD", "OPTIONS"].includes(question.method)) return null;
  if (question.path.startsWith("/notify/") || question.path.startsWith("/device/")) return null;
  if (question.secFetchSite !== undefined) return question.secFetchSite === "same-origin" ? null : 403;
  return question.origin === question.publicOrigin ? null : 403;
}
