using System.Text.Json;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Holds what stands in the ledger for a day of one till against what the day must come to.</summary>
internal static class SettlementCheck
{
    public static List<string> Problems(DayExpectation day, JsonElement ledger)
    {
        var problems = new List<string>();
        var (batch, store) = (day.Batches[0], day.Stores[0]);
        var reference = $"HPS-{batch.DeviceId}-{batch.BatchId}-";
        var journals = ledger.GetProperty("batches").EnumerateArray().Where(entry => entry.GetProperty("referenceNo").GetString()!.StartsWith(reference, StringComparison.Ordinal)).ToList();
        Compare("journals", 2, journals.Count);
        Compare("journals posted twice", 0, ledger.GetProperty("postedTwice").GetArrayLength());
        foreach (var journal in journals)
            Compare($"{journal.GetProperty("referenceNo")}, debits less credits", 0, Lines(journal).Sum(line => line.Signed));
        var balances = journals.SelectMany(Lines).GroupBy(line => line.Account).ToDictionary(group => group.Key, group => group.Sum(line => line.Signed));
        Compare("sales", -store.GrossRevenue, Balance("4000"));
        Compare("discounts", store.Discounts, Balance("4100"));
        Compare("refunds", store.Refunds, Balance("4200"));
        Compare("tax", -store.Tax, Balance("2200"));
        Compare("tips", -store.Tips, Balance("2300"));
        Compare("gift cards", store.GiftCardsRedeemed - store.GiftCardsSold, Balance("2100"));
        Compare("cash", store.Tenders["Cash"], Balance("1200"));
        foreach (var clearing in (string[])["1210", "1220", "1230"])
            Compare($"card clearing {clearing}", 0, Balance(clearing));
        Compare("bank and fees", batch.Total, Balance("1000") + Balance("6100"));
        return problems;

        decimal Balance(string account) => balances.GetValueOrDefault(account);

        void Compare(string what, decimal expected, decimal found)
        {
            if (expected != found)
                problems.Add($"{what}: {found} instead of {expected}");
        }
    }

    private static IEnumerable<(string Account, decimal Signed)> Lines(JsonElement journal) =>
        journal.GetProperty("entries").EnumerateArray().Select(line => (line.GetProperty("accountNo").GetString()!, line.GetProperty("signed").GetDecimal()));
}
