-- Appends to the journal.
insert into journal (instance_id, sequence, execution_number, event_name, message, timestamp, details)
select * from unnest($1, $2, $3, $4, $5, $6, $7)
