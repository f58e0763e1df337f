-- As before, but what an update takes is found by grouping both sides of each visit instead of joining them: a join keeps the plan of its
-- first use, which was a visit or two, and a close that locks thousands at once compared each with all.
CREATE OR REPLACE FUNCTION "hold_visit_budget"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved record;
BEGIN
  IF tg_op = 'INSERT' THEN
    FOR moved IN
      SELECT n.fund, extract(year FROM n.service_month)::int AS year, n.origin <> 'fact' AND n.delivery_state IN ('planned', 'offered', 'accepted') AS is_plan,
             sum(visit_held_fen(n.kind, n.delivery_state, n.approval_state, n.waived, n.planned_fen)) AS held
        FROM new_rows n LEFT JOIN ledger_period p ON p.month = n.service_month AND p.state = 'closed'
       WHERE p.id IS NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    LOOP PERFORM move_budget(moved.fund, moved.year, moved.held::bigint, 0, moved.is_plan); END LOOP;
  ELSIF tg_op = 'DELETE' THEN
    FOR moved IN
      SELECT o.fund, extract(year FROM o.service_month)::int AS year,
             sum(visit_held_fen(o.kind, o.delivery_state, o.approval_state, o.waived, o.planned_fen)) AS held
        FROM old_rows o LEFT JOIN ledger_period p ON p.month = o.service_month AND p.state = 'closed'
       WHERE p.id IS NULL GROUP BY 1, 2 ORDER BY 1, 2
    LOOP PERFORM move_budget(moved.fund, moved.year, -moved.held::bigint, 0, false); END LOOP;
  ELSE
    FOR moved IN
      WITH sides AS MATERIALIZED (
        SELECT o.id, o.fund, o.service_month, -visit_held_fen(o.kind, o.delivery_state, o.approval_state, o.waived, o.planned_fen) AS held,
               false AS is_plan
          FROM old_rows o
        UNION ALL
        SELECT n.id, n.fund, n.service_month, visit_held_fen(n.kind, n.delivery_state, n.approval_state, n.waived, n.planned_fen),
               n.origin <> 'fact' AND n.delivery_state IN ('planned', 'offered', 'accepted')
          FROM new_rows n),
      taken AS (
        SELECT t.fund, t.service_month, sum(t.held) AS held
          FROM (SELECT s.fund, s.service_month, sum(s.held) AS held FROM sides s GROUP BY s.id, s.fund, s.service_month
                HAVING count(*) = 2 AND bool_or(s.is_plan) AND sum(s.held) > 0) t
         GROUP BY 1, 2)
      SELECT s.fund, extract(year FROM s.service_month)::int AS year, s.is_plan, sum(s.held) AS held
        FROM (SELECT c.fund, c.service_month, false AS is_plan, sum(c.held) AS held FROM sides c GROUP BY 1, 2
              UNION ALL SELECT t.fund, t.service_month, false, -t.held FROM taken t
              UNION ALL SELECT t.fund, t.service_month, true, t.held FROM taken t) s
        LEFT JOIN ledger_period p ON p.month = s.service_month AND p.state = 'closed'
       WHERE p.id IS NULL GROUP BY 1, 2, 3 ORDER BY 3, 1, 2
    LOOP PERFORM move_budget(moved.fund, moved.year, moved.held::bigint, 0, moved.is_plan); END LOOP;
  END IF;
  RETURN NULL;
END $$;
