-- Registers a node.
insert into nodes (id, expires_at) values ($1, $2)
on conflict (id) do update set expires_at = excluded.expires_at
