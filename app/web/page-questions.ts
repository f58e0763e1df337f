/**
 * What the parts of one page ask alike is asked once. Remix hands each loader of a page a request object of its own, but one load context;
 * the server puts a mark into it that says which page it is. Only reading pages are marked: what an action changed is asked anew after it.
 */
const pages = new WeakMap<Request, object>();

/** @param page the mark of the answer that this request is a part of; anything else leaves the request by itself */
export function markPage(request: Request, page: unknown): void {
  const isReading = request.method === "GET" || request.method === "HEAD";
  if (isReading && typeof page === "object" && page !== null) pages.set(request, page);
}

/** The same question, answered once for all parts of a page. Nothing outlives the page. */
export function oncePerPage<Answer>(ask: (request: Request) => Promise<Answer>): (request: Request) => Promise<Answer> {
  const answers = new WeakMap<object, Promise<Answer>>();
  return (request) => {
    const page = pages.get(request) ?? request;
    const known = answers.get(page) ?? ask(request);
    answers.set(page, known);
    return known;
  };
}
