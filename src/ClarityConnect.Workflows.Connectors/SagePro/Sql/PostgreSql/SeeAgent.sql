insert into {cc_agent} (agent_id, version, company, last_seen, state) values (@agent, @version, @company, @now, @state)
on conflict (agent_id) do update set version = @version, company = @company, last_seen = @now, state = @state
