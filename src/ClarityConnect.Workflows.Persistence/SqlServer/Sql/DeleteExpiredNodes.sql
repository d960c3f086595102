-- Removes nodes that gave no sign of life.
delete from nodes where expires_at <= @now;
