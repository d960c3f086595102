-- Notes what became of messages.
update inbox
set state = settled.state, settled_in = pg_current_xact_id()
from unnest($1, $2) as settled (id, state)
where inbox.id = settled.id
