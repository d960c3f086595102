-- What was delivered and not yet seen in the company's tables.
select b.ext_ref, b.status, b.pro_ref, b.custno, b.total_cr, (select max(l.ref) from {cc_line} l where l.ext_ref = b.ext_ref)
from {cc_batch} b
where b.kind = 'SO' and b.status not in ('rejected', 'cancelled')
    and not exists (select 1 from {cc_change} n where n.kind = 'orders.own' and n.item_key = b.ext_ref)
order by b.created, b.ext_ref
