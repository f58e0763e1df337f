/** The series on file with their visits, as the tests of edits read them. */
import { asc, eq } from "drizzle-orm";
import { seriesOf } from "#app/usecases/scheduling/series-rows.ts";
import { seriesException, visitSeries } from "#db/schema/planning.ts";
import { visit, visitWorker } from "#db/schema/visit.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export const allVisits = (context: Context) =>
  inTransaction(context, ({ orm }) => orm.select().from(visit).orderBy(asc(visit.visitNo)));
export const allSeries = (context: Context) =>
  inTransaction(context, ({ orm }) => orm.select().from(visitSeries).orderBy(asc(visitSeries.part)));

/** The visits of one elder's series of four, in order, with what goes with them. */
export async function elderMonthOf(context: Context, elderId: string) {
  const visits = (await allVisits(context)).filter((row) => row.elderId === elderId);
  const series = (await allSeries(context)).filter((row) => row.elderId === elderId);
  const [exceptions, workers] = await inTransaction(context, async ({ orm }) => [
    await orm.select().from(seriesException),
    await orm.select().from(visitWorker).where(eq(visitWorker.released, false)),
  ]);
  return {
    visits: visits.sort((left, right) => left.plannedStart.getTime() - right.plannedStart.getTime()),
    series: series.map((row) => ({
      row,
      series: seriesOf(
        row,
        exceptions.filter(({ seriesId }) => seriesId === row.id),
      ),
    })),
    workersOf: (visitId: string) => workers.filter((row) => row.visitId === visitId).map((row) => row.workerId),
  };
}
