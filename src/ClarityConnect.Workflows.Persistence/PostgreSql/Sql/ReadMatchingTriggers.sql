-- The published triggers that messages match.
select m.id, t.definition_id, t.definition_version_id, t.version, t.activity_id, t.name, t.key, t.activation
from inbox m
join triggers t on t.name = m.name and t.key = m.key
where m.id = any ($1)
order by t.id
