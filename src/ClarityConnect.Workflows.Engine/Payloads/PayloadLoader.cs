using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Payloads;

/// <summary>Loads large values when somebody reads them.</summary>
/// <param name="store">Where they are.</param>
internal sealed class PayloadLoader(IExecutionStore store)
{
    public async ValueTask LoadAsync(IEnumerable<StateValue> values, CancellationToken cancellationToken)
    {
        List<StateValue>? missing = null;
        foreach (var value in values)
        {
            if (!value.IsLoaded)
                (missing ??= []).Add(value);
        }

        if (missing is null)
            return;
        var payloads = await store.LoadPayloadsAsync(missing.ConvertAll(value => value.Hash!).Distinct().ToList(), cancellationToken);
        foreach (var payload in payloads)
        {
            var element = CheckpointReader.Parse(payload.Content);
            foreach (var value in missing.Where(value => value.Hash == payload.Hash))
                value.Load(element);
        }

        if (missing.Find(value => !value.IsLoaded) is { } lost)
            throw new InvalidOperationException($"The payload {lost.Hash} ({lost.Length} bytes) is not in the database any longer, so this instance cannot go on.");
    }

    public async ValueTask<JsonElement> ReadAsync(StateValue value, CancellationToken cancellationToken)
    {
        if (!value.IsLoaded)
            await LoadAsync([value], cancellationToken);
        return value.Value;
    }
}
