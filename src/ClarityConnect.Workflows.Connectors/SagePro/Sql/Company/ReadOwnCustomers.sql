-- What was delivered and not yet seen in the company's tables.
select b.ext_ref, b.status, c.custno, c.company, c.contact, c.address1, c.address2, c.city, c.addrstate, c.zip, c.country, c.phone, c.email
from {cc_batch} b join {cc_cust} c on c.ext_ref = b.ext_ref
where b.kind = 'CUS' and b.status not in ('rejected', 'cancelled')
    and not exists (select 1 from {cc_change} n where n.kind = 'customers.own' and n.item_key = b.ext_ref)
order by b.created, b.ext_ref
