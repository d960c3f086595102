using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Settlements;

/// <summary>Adds the rows of a batch up to a canonical settlement. The sums are ours: those of the report are not documented.</summary>
internal static class BatchMapping
{
    public static SettlementBatch ToSettlement(
        string batchId, string acquirer, string vendor, string currency, DateTimeOffset? completedAt, IReadOnlyList<SettlementTransaction> transactions) => new()
        {
            BatchId = batchId,
            DeviceId = acquirer,
            MerchantName = vendor,
            IsClosed = true,
            OpenedAt = transactions.Min(transaction => transaction.At),
            ClosedAt = completedAt,
            Currency = currency,
            TransactionCount = transactions.Count,
            Sales = transactions.Where(transaction => !transaction.IsReturn).Sum(transaction => transaction.Amount),
            Returns = -transactions.Where(transaction => transaction.IsReturn).Sum(transaction => transaction.Amount),
            Total = transactions.Sum(transaction => transaction.Amount),
            CardTotals =
            [
                .. transactions.GroupBy(transaction => transaction.CardType).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new SettlementCardTotal
                {
                    CardType = group.Key,
                    TransactionCount = group.Count(),
                    Sales = group.Where(transaction => !transaction.IsReturn).Sum(transaction => transaction.Amount),
                    SaleCount = group.Count(transaction => !transaction.IsReturn),
                    Returns = -group.Where(transaction => transaction.IsReturn).Sum(transaction => transaction.Amount),
                    ReturnCount = group.Count(transaction => transaction.IsReturn),
                    Total = group.Sum(transaction => transaction.Amount),
                }),
            ],
            Transactions = transactions,
        };
}
