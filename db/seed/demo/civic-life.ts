/** Activities, notices and tickets of the demonstration district, all invented and marked as samples. */
import life from "./civic-life.json" with { type: "json" };

/** What is sent about a sample activity, as an office would have written it. */
function textsOf({ title, place }: { readonly title: string; readonly place: string }) {
  return {
    reminderText: `【床边】提醒您：${title}，在${place}。不来了请打 871-12345`,
    movedUpText: `【床边】有名额了：${title}，您报上了，在${place}。不来了请打 871-12345`,
  };
}

export const SAMPLE_LIFE = {
  ...life,
  activities: life.activities.map((activity) => ({ ...activity, ...textsOf(activity) })),
};
