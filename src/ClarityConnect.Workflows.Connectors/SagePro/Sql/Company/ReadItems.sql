select {items.number}, {items.description}, {items.description2}, {items.onHand}, {items.cost}, {items.line}, {items.price}
from {items} order by 1
