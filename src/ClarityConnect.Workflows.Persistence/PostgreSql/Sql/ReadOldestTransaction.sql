-- The oldest transaction under way: whatever older ones wrote is seen by the statements that follow.
select pg_snapshot_xmin(pg_current_snapshot())
