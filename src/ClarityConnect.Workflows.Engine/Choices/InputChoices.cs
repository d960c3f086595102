using System.Collections.Concurrent;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Sdk.Choices;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Choices;

/// <summary>Fills drop-downs of the designer: within five seconds or not at all, and with what was read in the last minute.</summary>
/// <param name="connections">The clients that providers read with.</param>
/// <param name="provider">The services that providers ask for.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told what providers did not foresee.</param>
public sealed class InputChoices(ConnectionDirectory connections, IServiceProvider provider, TimeProvider time, ILogger<InputChoices> logger)
{
    private const int MostKept = 200;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _freshness = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Kept> kept = new();

    /// <summary>Lists the choices of an input.</summary>
    /// <param name="input">An input that has a <see cref="InputDescriptor.Choices"/>.</param>
    /// <param name="values">The literal values of the activity's inputs by name.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<ChoiceList> ListAsync(InputDescriptor input, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        if (input.Choices is not { } choices)
            return new ChoiceList([], null);
        Forget();
        if (kept.Values.FirstOrDefault(entry => entry.Provider == choices.GetType() && entry.Reads.All(read => values.GetValueOrDefault(read.Key) == read.Value)) is { } known)
            return new ChoiceList(known.Items, null);
        using var patience = new CancellationTokenSource(_patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var context = new DrawnActivity(values, PluginLoadContext.PluginOf(choices.GetType()), connections, provider, both.Token);
        try
        {
            var items = await choices.ListAsync(context).AsTask().WaitAsync(both.Token);
            // What the server itself knows is read anew each time.
            if (context.Reads.Count > 0)
                kept[Guid.NewGuid()] = new Kept(choices.GetType(), context.Reads, items, time.GetTimestamp());
            return new ChoiceList(items, null);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new ChoiceList([], $"The list did not come within {_patience.TotalSeconds:0} seconds. Select the activity again to try once more.");
        }
        catch (ActivityException exception)
        {
            return new ChoiceList([], exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logs.ChoicesUnread(logger, exception, choices.GetType().Name);
            return new ChoiceList([], "The list could not be read. The server's log says why.");
        }
    }

    private void Forget()
    {
        foreach (var (id, entry) in kept)
        {
            if (time.GetElapsedTime(entry.At) > _freshness || kept.Count > MostKept)
                kept.TryRemove(id, out _);
        }
    }

    /// <summary>A list with what it depends on: the inputs that the provider read.</summary>
    private sealed record Kept(Type Provider, IReadOnlyDictionary<string, string?> Reads, IReadOnlyList<Choice> Items, long At);
}
