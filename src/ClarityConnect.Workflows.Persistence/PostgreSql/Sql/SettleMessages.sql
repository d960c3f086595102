-- Notes what became of messages.
update inbox
set state = settled.state
from unnest($1, $2) as settled (id, state)
where inbox.id = settled.id
