-- Wakes the nodes that sleep: there is work that nobody holds.
select pg_notify('clarity_work', '')
