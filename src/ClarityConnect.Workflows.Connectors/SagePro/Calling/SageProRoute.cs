using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Calling;

/// <summary>The way to a company: straight to its database, or by an agent.</summary>
internal abstract class SageProRoute
{
    /// <summary>Asks something that changes nothing, and waits for the answer.</summary>
    public abstract Task<SageProAnswer> AskAsync(string operation, JsonElement input, CancellationToken cancellationToken);

    /// <summary>Orders something once for each key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="input">What it is done with.</param>
    /// <param name="isGivenUp">Whether a result says that nothing was done, so that it may be ordered again; null for never.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What came of it; null while it is waited for.</returns>
    public abstract Task<SageProAnswer?> OrderAsync(string key, string operation, JsonElement input, Func<JsonElement, bool>? isGivenUp, CancellationToken cancellationToken);

    /// <summary>Looks what came of an order; null while it is waited for.</summary>
    public abstract Task<SageProAnswer?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Where to wait for news of an order.</summary>
    /// <param name="key">The order's key.</param>
    /// <param name="now">The present.</param>
    /// <param name="latest">When the patience ends; null for never.</param>
    public abstract Bookmark BookmarkOf(string key, DateTimeOffset now, DateTimeOffset? latest);
}
