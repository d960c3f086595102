-- The published triggers that messages match.
select m.id, t.definition_id, t.definition_version_id, t.version, t.activity_id, t.name, t.[key], t.activation
from inbox as m
join triggers as t on t.name = m.name and t.[key] = m.[key]
where m.id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)))
order by t.id;
