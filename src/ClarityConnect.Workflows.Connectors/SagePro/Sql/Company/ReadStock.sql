select {stock.item}, {stock.location}, {stock.onHand}
from {stock} order by 1, 2
