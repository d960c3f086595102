-- Reads the groups of records.
select known.system, known.kind, known.id, known.group_id
from unnest($1, $2, $3) as wanted(system, kind, id)
join cross_references as known on known.system = wanted.system and known.kind = wanted.kind and known.id = wanted.id
