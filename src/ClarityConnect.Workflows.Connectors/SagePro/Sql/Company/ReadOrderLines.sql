-- The tables have no column for the lines' order, so they come by item.
select {orderLines.item}, {orderLines.description}, {orderLines.quantity}, {orderLines.price}, {orderLines.amount}
from {orderLines} where ltrim(rtrim({orderLines.order})) = @number order by 1, 3, 4
