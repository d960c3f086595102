select {invoices.number}, {invoices.customer}, {invoices.date}, {invoices.kind}, {invoices.status}, {invoices.amount}, {invoices.paid}, {invoices.balance}
from {invoices} where ltrim(rtrim({invoices.number})) = @number
