using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Server.Demo;

/// <summary>The demo's report: what the workflow says of each batch, held against what the simulators' ledger received.</summary>
internal sealed class DemoReport
{
    private readonly List<DemoRow> rows = [];
    private readonly List<string> problems = [];
    private int newPostings;

    /// <summary>Whether every batch reconciles to the cent and the ledger holds each journal once.</summary>
    public bool IsGood => problems.Count == 0;

    public static async Task<DemoReport> ReadAsync(
        IServiceProvider services,
        DayExpectation day,
        SimulatorHost simulators,
        int batchesBefore,
        CancellationToken cancellationToken)
    {
        var report = new DemoReport { newPostings = simulators.Intacct.Batches.Count - batchesBefore };
        var reader = services.GetRequiredService<IInstanceReader>();
        var deadLetters = await reader.ListDeadLettersAsync(
            new DeadLetterFilter { DefinitionId = DemoSetUp.DefinitionId, IsOpen = null, Take = 1000 }, cancellationToken);
        var (instances, _) = await reader.ListAsync(
            new InstanceFilter { DefinitionIds = [DemoSetUp.DefinitionId], Statuses = [InstanceStatus.Finished], Descending = false, Take = 1000 }, cancellationToken);
        foreach (var instance in instances)
        {
            var (_, checkpoint) = (await reader.FindAsync(instance.Id, cancellationToken)).GetValueOrDefault();
            if (checkpoint is not { } bytes || Output(bytes) is not { } output)
            {
                report.problems.Add($"Instance {instance.Id} finished without a report.");
                continue;
            }

            var (retries, _) = await reader.ReadJournalAsync(instance.Id, new JournalFilter { EventNames = ["Retrying"] }, 0, 1000, cancellationToken);
            report.rows.Add(output.Deserialize<DemoRow>(WorkflowJson.Options)! with
            {
                Retries = retries.Count,
                DeadLetters = deadLetters.Count(deadLetter => deadLetter.InstanceId == instance.Id),
            });
        }

        report.Judge(day, simulators);
        return report;
    }

    /// <summary>Writes the report.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="fastRetries">How many calls were made again at once.</param>
    public void Write(TextWriter output, long fastRetries)
    {
        output.WriteLine();
        output.WriteLine($"{"Store",-17} {"Batch",-9} {"Tickets",7} {"Gross",10} {"Discount",9} {"Refunds",9} {"Tax",8} {"Tips",8} {"Cash",9} {"VISA",9} {"MC",9} {"Amex",9} {"Gift",8} {"Fees",7} {"Net",10}  {"GL batches",-11} {"Debits",10} = {"Credits",10}  Retried  Dead letters");
        foreach (var row in rows.OrderBy(row => row.Store, StringComparer.Ordinal).ThenBy(row => row.BatchId, StringComparer.Ordinal))
        {
            output.WriteLine(
                $"{Cut(row.Store, 17),-17} {row.BatchId,-9} {row.Tickets,7} {Money(row.Gross),10} {Money(row.Discounts),9} {Money(row.Refunds),9} {Money(row.Tax),8} {Money(row.Tips),8} "
                + $"{Tender(row, "cash"),9} {Tender(row, "visa"),9} {Tender(row, "mastercard"),9} {Tender(row, "amex"),9} {Tender(row, "giftcard"),8} {Money(row.Fees),7} {Money(row.Net),10}  "
                + $"{row.Journals,-11} {Money(row.Debits),10} {(row.Debits == row.Credits ? "=" : "≠")} {Money(row.Credits),10}  {row.Retries,7}  {row.DeadLetters,12}");
        }

        output.WriteLine();
        if (fastRetries > 0)
            output.WriteLine($"{fastRetries} calls failed and were made again at once; steps that failed all the same were tried again later (column Retried).");
        output.WriteLine($"{newPostings} new postings in Sage Intacct.");
        foreach (var problem in problems)
            output.WriteLine($"PROBLEM: {problem}");
        output.WriteLine(IsGood
            ? "Every batch reconciles to the cent, and the ledger holds every journal exactly once."
            : $"{problems.Count} problems; see above.");
    }

    private void Judge(DayExpectation day, SimulatorHost simulators)
    {
        foreach (var twice in simulators.Intacct.PostedTwice)
            problems.Add($"Journal {twice.Journal} {twice.ReferenceNo} was posted {twice.Times} times.");
        if (simulators.Intacct.Batches.Count != 2 * day.Batches.Count)
            problems.Add($"The ledger holds {simulators.Intacct.Batches.Count} journals; {day.Batches.Count} batches make {2 * day.Batches.Count}.");
        foreach (var batch in day.Batches)
            Judge(batch, rows.Where(row => row.BatchId == batch.BatchId.ToString(CultureInfo.InvariantCulture)).ToList());
        Compare("tickets", day.Stores.Sum(store => store.Tickets), rows.Sum(row => row.Tickets));
        Compare("gross sales", day.Stores.Sum(store => store.GrossRevenue), rows.Sum(row => row.Gross));
        Compare("discounts", day.Stores.Sum(store => store.Discounts), rows.Sum(row => row.Discounts));
        Compare("refunds", day.Stores.Sum(store => store.Refunds), rows.Sum(row => row.Refunds));
        Compare("tax", day.Stores.Sum(store => store.Tax), rows.Sum(row => row.Tax));
        Compare("tips", day.Stores.Sum(store => store.Tips), rows.Sum(row => row.Tips));
        foreach (var store in day.Stores)
            JudgeLedger(store, simulators);
    }

    private void Judge(BatchExpectation batch, List<DemoRow> found)
    {
        if (found.Count != 1)
        {
            problems.Add($"Batch {batch.BatchId} of store {batch.LocationCode} has {found.Count} report rows instead of one.");
            return;
        }

        var row = found[0];
        if (!row.Balanced || row.Debits != row.Credits)
            problems.Add($"Batch {batch.BatchId} does not reconcile: debits {Money(row.Debits)}, credits {Money(row.Credits)}.");
        Compare($"batch {batch.BatchId}, net and fees", batch.Total, row.Net + row.Fees);
    }

    private void JudgeLedger(StoreExpectation store, SimulatorHost simulators)
    {
        Compare($"ledger of {store.Name}, sales", -store.GrossRevenue, simulators.Intacct.Balance("4000", store.LocationCode));
        Compare($"ledger of {store.Name}, tax payable", -store.Tax, simulators.Intacct.Balance("2200", store.LocationCode));
        Compare($"ledger of {store.Name}, tips payable", -store.Tips, simulators.Intacct.Balance("2300", store.LocationCode));
        foreach (var clearing in (string[])["1210", "1220", "1230"])
            Compare($"ledger of {store.Name}, card clearing {clearing}", 0m, simulators.Intacct.Balance(clearing, store.LocationCode));
    }

    private void Compare(string what, decimal expected, decimal actual)
    {
        if (expected != actual)
            problems.Add($"{what}: {Money(actual)} instead of {Money(expected)}.");
    }

    private static JsonElement? Output(ReadOnlyMemory<byte> checkpoint)
    {
        using var json = JsonDocument.Parse(checkpoint);
        return json.RootElement.TryGetProperty("output", out var outputs) && outputs.TryGetProperty("Report", out var entry) && entry.TryGetProperty("value", out var value)
            ? value.Clone()
            : null;
    }

    private static string Tender(DemoRow row, string name) => Money(row.Tenders.GetValueOrDefault(name));

    private static string Money(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    private static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
}
