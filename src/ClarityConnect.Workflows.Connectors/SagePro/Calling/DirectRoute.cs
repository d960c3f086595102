using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Calling;

/// <summary>Straight to the database. Nobody tells when Sage Pro has posted something, so it is looked at in intervals.</summary>
internal sealed class DirectRoute(SageProDatabase database, TimeSpan lookEvery) : SageProRoute
{
    public override Task<SageProAnswer> AskAsync(string operation, JsonElement input, CancellationToken cancellationToken) =>
        database.ExecuteAsync(operation, input, Guid.NewGuid().ToString("N"), cancellationToken);

    public override async Task<SageProAnswer?> OrderAsync(
        string key, string operation, JsonElement input, Func<JsonElement, bool>? isGivenUp, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(operation, input, Guid.NewGuid().ToString("N"), cancellationToken);

    public override async Task<SageProAnswer?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var answer = await database.ExecuteAsync(SageProOperation.State, SageProJson.Write(new { reference = key }), "", cancellationToken);
        return answer.Result.ValueKind == JsonValueKind.Object ? answer : null;
    }

    public override Bookmark BookmarkOf(string key, DateTimeOffset now, DateTimeOffset? latest) => new("ClarityConnect.SagePro.Posting")
    {
        Key = key,
        DueAt = latest < now + lookEvery ? latest : now + lookEvery,
    };
}
