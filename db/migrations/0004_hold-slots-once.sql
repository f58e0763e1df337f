-- Two elders at two kiosks never look at the same hour of one care worker.
ALTER TABLE "slot_hold" ADD CONSTRAINT "slot_is_held_once"
  EXCLUDE USING gist ("worker_id" WITH =, tstzrange("planned_start", "planned_end") WITH &&);
