-- Keeps other transactions from linking records until this one ends: groups that two of them merge would else fall apart.
select pg_advisory_xact_lock(4849617216371573842)
