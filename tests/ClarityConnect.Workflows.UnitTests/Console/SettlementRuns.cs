using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Console.Reports;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.UnitTests.Console;

/// <summary>Finished runs of the settlement workflow, for the tests of the report.</summary>
internal static class SettlementRuns
{
    public const string Report = """
        {"store":"Hudson Street","location":"100","businessDate":"2026-01-05","deviceId":"2409001","batchId":"5012","tickets":31,"gross":"1812.40",
         "discounts":"12.00","refunds":"30.10","tax":157.25,"tips":"41.00","tenders":{"cash":"300.00","visa":"1000.10","mastercard":"400.00","amex":"200.00","giftcard":"0.00"},
         "fees":"31.07","net":"1569.03","salesJournal":"1001","settlementJournal":1002,"debits":"3400.00","credits":"3400.00","balanced":true,"differences":[]}
        """;

    public static InstanceRow Run(string id = "run-1", string createdAt = "2026-01-06T04:10:00Z") => new()
    {
        Id = id,
        DefinitionId = SettlementReports.DefinitionId,
        DefinitionVersionId = "v1",
        Version = 1,
        Status = InstanceStatus.Finished,
        CreatedAt = DateTimeOffset.Parse(createdAt, System.Globalization.CultureInfo.InvariantCulture),
        UpdatedAt = DateTimeOffset.Parse(createdAt, System.Globalization.CultureInfo.InvariantCulture),
        FinishedAt = DateTimeOffset.Parse(createdAt, System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>A checkpoint whose output "Report" is stored as this member.</summary>
    public static byte[] Checkpoint(string stored) => Encoding.UTF8.GetBytes($$"""{"format":1,"status":"Finished","output":{"Report":{{stored}}},"executions":[]}""");

    public static SettlementEntry Read(string report, InstanceRow? run = null) => SettlementReader.Read(run ?? Run(), Checkpoint($$"""{"value":{{report}}}"""));

    public static SettlementRow Row(string store = "Hudson Street", string batch = "1", decimal gross = 10m, string currency = "USD", bool isBalanced = true, string startedAt = "2026-01-06T04:00:00Z") => new()
    {
        InstanceId = $"run-{batch}",
        StartedAt = DateTimeOffset.Parse(startedAt, System.Globalization.CultureInfo.InvariantCulture),
        Store = store,
        Location = "100",
        BusinessDate = new DateOnly(2026, 1, 5),
        DeviceId = "2409001",
        BatchId = batch,
        Tickets = 3,
        Currency = currency,
        Amounts = new SettlementAmounts { Gross = gross, Refunds = -1.5m, Net = gross - 1 },
        IsBalanced = isBalanced,
    };

    public static SettlementReport Of(params SettlementRow[] rows) =>
        new(new DateOnly(2026, 1, 5), rows.Select(row => new SettlementEntry(row.InstanceId, row.StartedAt, row, null)), isComplete: true);

    public static string With(string member, object? value)
    {
        var report = JsonSerializer.Deserialize<Dictionary<string, object?>>(Report)!;
        report[member] = value;
        return JsonSerializer.Serialize(report);
    }
}
