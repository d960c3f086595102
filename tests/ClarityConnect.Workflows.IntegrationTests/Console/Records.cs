using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>Cross-references, review items and reconciliations that pages show, some of them named by somebody who means harm.</summary>
internal static class Records
{
    public const string Pair = "Opayo and <Heartland>";

    /// <summary>A workflow that asks for a review and waits.</summary>
    public const string Asking = """
        {
          "definitionId": "asking", "name": "Merge customers",
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Ask", "name": "Ask", "type": "ClarityConnect.SendToReview", "version": 1,
              "title": { "typeName": "String", "expression": { "type": "Literal", "value": "Is <b>Ada</b> the customer C-77?" } },
              "kind": { "typeName": "String", "expression": { "type": "Literal", "value": "customer.duplicate" } },
              "reason": { "typeName": "String", "expression": { "type": "Literal", "value": "Same phone, other e-mail" } },
              "suggestedAction": { "typeName": "String", "expression": { "type": "Literal", "value": "Accept if the address is the same" } },
              "data": { "typeName": "Object", "expression": { "type": "Object", "value": "{\"name\": \"Ada\", \"card\": \"4111111111111111\", \"note\": \"<script>alert(5)</script>\", \"addresses\": [{\"postcode\": \"N1 9GU\"}]}" } } } ] }
        }
        """;

    public static async Task FillAsync(ConsoleHost host)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await host.References.LinkAsync(
            [new RecordLink([new("opayo", "transaction", "3C9E<script>"), new("heartland", "order", "1001")], "g1", TimeProvider.System.GetUtcNow()) { InstanceId = "run-1", DefinitionId = "posting", ActivityName = "Link" }],
            CancellationToken.None);
        for (var back = 9; back >= 0; back--)
        {
            var left = Enumerable.Range(0, 40 + back).Select(n => Entry($"T{n}", n + 1, today.AddDays(-back))).ToList();
            var right = left.Skip(back % 3).Select((entry, n) => n == 3 && back % 4 == 0 ? entry with { Amount = entry.Amount + 0.5m } : entry).ToList();
            var lines = Reconciler.Compare(today.AddDays(-back), left, right, new ReconciliationOptions());
            var report = ReconciliationReport.Of(Pair, today.AddDays(-back), "Opayo", "<Heartland>", lines, TimeProvider.System.GetUtcNow());
            await host.Reconciliations.SaveAsync(report, CancellationToken.None);
            await ReconciliationReviews.SendAsync(report, host.Reviews, new IdGenerator(TimeProvider.System), null, CancellationToken.None);
        }

        await host.PublishAsync(Asking);
        await host.RunAsync("asking", "Customers");
    }

    private static ReconciliationEntry Entry(string id, decimal amount, DateOnly day) =>
        new() { Id = id, Reference = $"R{id}", Amount = amount, Currency = "GBP", Date = day, Description = "<script>alert(6)</script>" };
}
