using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Secret = ClarityConnect.Workflows.Sdk.Connections.Secret;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Gives the client of a connection: one for each connection on this node, made anew when the connection is changed anywhere.</summary>
public sealed class ConnectionDirectory : IDisposable
{
    /// <summary>How long a plugin may take to make a client; meanwhile others wait for theirs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long a client is used without asking whether its connection was changed on another node.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly IConnectionStore store;
    private readonly ConnectionTypes types;
    private readonly ConnectionSettings settings;
    private readonly TimeSpan alertAfter;
    private readonly AgentTasks agents;
    private readonly NodeLease node;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly ILoggerFactory loggers;
    private readonly ConnectionMetrics metrics;
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim making = new(1);

    /// <summary>Creates the directory.</summary>
    /// <param name="store">Where connections are.</param>
    /// <param name="types">The types that are known.</param>
    /// <param name="settings">Decrypts secrets.</param>
    /// <param name="retry">From when on a rate limit is an alert.</param>
    /// <param name="agents">Work for agents.</param>
    /// <param name="node">Knows how many nodes share the vendors' limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads fast retries.</param>
    /// <param name="loggers">Makes the clients' logs.</param>
    public ConnectionDirectory(
        IConnectionStore store,
        ConnectionTypes types,
        ConnectionSettings settings,
        IOptions<RetryOptions> retry,
        AgentTasks agents,
        NodeLease node,
        TimeProvider time,
        Random random,
        ILoggerFactory loggers)
    {
        (this.store, this.types, this.settings, this.agents, this.node) = (store, types, settings, agents, node);
        (this.time, this.random, this.loggers) = (time, random, loggers);
        alertAfter = retry.Value.RateLimitAlert;
        metrics = new ConnectionMetrics(() => Troubled().Where(connection => connection.State.Status == ConnectionStatus.HeldBack).Select(connection => connection.Name));
    }

    /// <summary>Gives the client of a connection.</summary>
    /// <typeparam name="TClient">The client's type.</typeparam>
    /// <param name="name">The connection's name.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: there is no such connection, or it is of another type.</exception>
    public ValueTask<TClient> GetClientAsync<TClient>(string name, CancellationToken cancellationToken)
        where TClient : class => GetClientAsync<TClient>(name, null, cancellationToken);

    /// <summary>Gives the client of a connection to an activity of a plugin, or of the server if that is null.</summary>
    internal async ValueTask<TClient> GetClientAsync<TClient>(string name, PluginManifest? caller, CancellationToken cancellationToken)
        where TClient : class
    {
        var entry = await GetAsync(name, null, cancellationToken);
        // An older version of a plugin that is kept for runs has a client type of its own.
        if (entry.Client is not TClient && types.Find(entry.Row.TypeKey, typeof(TClient)) is { } other && other != entry.Connection.GetType())
            entry = await GetAsync(name, other, cancellationToken);
        if (caller is not null && !MayUse(caller, entry))
        {
            throw new ActivityException(
                FailureKind.Misconfigured,
                $"The plugin {caller.Name} ({caller.Title}) may not use connection '{name}': its {PluginManifest.FileName} does not name the connection type '{entry.Row.TypeKey}'. Choose another connection, or ask the plugin's author to name the type.");
        }

        return entry.Client as TClient
            ?? throw new ActivityException(
                FailureKind.Misconfigured,
                $"Connection '{name}' is a {types.DisplayName(entry.Row.TypeKey)} connection, which this activity cannot use. Choose another connection.");
    }

    /// <summary>Says what is wrong with a connection that is to be stored; empty if nothing is. The vendor is not asked.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="typeKey">Its type.</param>
    /// <param name="fields">Its fields by camel-case name; a secret that is left out or masked stays as it was.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<ConnectionProblem>> ProblemsOfAsync(string name, string typeKey, JsonObject fields, CancellationToken cancellationToken)
    {
        if (types.Find(typeKey) is not { } type)
            return [new ConnectionProblem(null, $"There is no connection type '{typeKey}' here. There are: {string.Join(", ", types.All.Select(known => known.Key))}.")];
        List<ConnectionProblem> problems = ConnectionName.Problem(name) is { } unfit ? [new ConnectionProblem(null, unfit)] : [];
        problems.AddRange(ConnectionCheck.Given(type, fields));
        return problems.Count > 0 ? problems : Unusable(type, await DraftAsync(name, typeKey, fields, cancellationToken));
    }

    /// <summary>Stores a connection, encrypting its secrets.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="typeKey">Its type.</param>
    /// <param name="fields">Its fields by camel-case name; a secret that is left out or masked stays as it was.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <exception cref="ConnectionRefusedException">Something is wrong with it, as <see cref="ProblemsOfAsync"/> says.</exception>
    public async Task<ConnectionRow> SaveAsync(string name, string typeKey, JsonObject fields, CancellationToken cancellationToken)
    {
        if (await ProblemsOfAsync(name, typeKey, fields, cancellationToken) is { Count: > 0 } problems)
            throw new ConnectionRefusedException(problems);
        var draft = await DraftAsync(name, typeKey, fields, cancellationToken);
        var row = await store.SaveAsync(name, typeKey, draft.Settings, draft.UpdatedAt, cancellationToken);
        Drop(name);
        return row;
    }

    /// <summary>Makes the connection's test call.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<ConnectionTest> TestAsync(string name, CancellationToken cancellationToken)
    {
        Entry? entry = null;
        try
        {
            entry = await GetAsync(name, null, cancellationToken);
            var test = await entry.Connection.TestUntypedAsync(entry.Client, cancellationToken);
            return test with { Message = entry.Secrets.Redact(test.Message) };
        }
        catch (Exception exception) when (exception is ActivityException or HttpRequestException or TimeoutException)
        {
            return new ConnectionTest(false, entry is null ? exception.Message : entry.Secrets.Redact(exception.Message));
        }
    }

    /// <summary>Takes the secrets of a client's connection out of texts; null for a client that is not in use here any longer.</summary>
    internal SecretRedactor? RedactorOf(object client) => entries.Values.FirstOrDefault(entry => ReferenceEquals(entry.Client, client))?.Secrets;

    /// <summary>Whether a connection's account is only for tests.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: there is no such connection.</exception>
    public async ValueTask<bool> IsSandboxAsync(string name, CancellationToken cancellationToken) => (await GetAsync(name, null, cancellationToken)).Connection.IsSandbox;

    /// <summary>How a connection fares on this node.</summary>
    /// <param name="name">The connection's name.</param>
    public ConnectionState StateOf(string name) => entries.TryGetValue(name, out var entry) ? entry.Watch.State : ConnectionState.Ok;

    /// <summary>The connections whose calls do not go through on this node, by name.</summary>
    public IEnumerable<(string Name, ConnectionState State)> Troubled() => entries.Values
        .Select(entry => (entry.Row.Name, entry.Watch.State))
        .Where(connection => connection.State.Status != ConnectionStatus.Ok)
        .DistinctBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase)
        .OrderBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A connection's fields for a form, secrets masked.</summary>
    /// <param name="row">The connection.</param>
    public JsonObject Masked(ConnectionRow row) => ConnectionSettings.Masked(TypeOf(row.TypeKey), row);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var entry in entries.Values)
            entry.Http.Dispose();
        metrics.Dispose();
        making.Dispose();
    }

    private Type TypeOf(string key) => types.Find(key)
        ?? throw new ActivityException(FailureKind.Misconfigured, $"There is no connection type '{key}' here. Install the plugin that has it.");

    /// <summary>The connection as it would be stored.</summary>
    private async Task<ConnectionRow> DraftAsync(string name, string typeKey, JsonObject fields, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(name, cancellationToken);
        var protectedFields = settings.Protect(TypeOf(typeKey), fields, stored?.TypeKey == typeKey ? stored.Settings : null);
        return new ConnectionRow(name, typeKey, protectedFields, 0, time.GetUtcNow());
    }

    /// <summary>What is wrong with all fields together. The type's own rules are those by which it makes a client.</summary>
    private IReadOnlyList<ConnectionProblem> Unusable(Type type, ConnectionRow draft)
    {
        try
        {
            if (ConnectionCheck.Missing(type, settings.Unprotect(type, draft)).ToList() is { Count: > 0 } missing)
                return missing;
            Make(draft, type).Http.Dispose();
            return [];
        }
        catch (Exception exception) when (exception is ActivityException or ArgumentException or FormatException)
        {
            return [new ConnectionProblem(null, exception.Message)];
        }
    }

    private static bool MayUse(PluginManifest caller, Entry entry) =>
        PluginLoadContext.PluginOf(entry.Connection.GetType())?.Id == caller.Id || caller.Reach.Connections.Contains(entry.Row.TypeKey);

    private bool IsFresh(Entry entry) => time.GetElapsedTime(entry.CheckedAt) < Freshness && ReferenceEquals(entry.Types, types.Stamp);

    private async ValueTask<Entry> GetAsync(string name, Type? older, CancellationToken cancellationToken)
    {
        var key = older is null ? name : KeyOf(name, older);
        if (entries.TryGetValue(key, out var entry) && IsFresh(entry))
            return entry;
        await making.WaitAsync(cancellationToken);
        try
        {
            if (entries.TryGetValue(key, out entry) && IsFresh(entry))
                return entry;
            var stamp = types.Stamp;
            DropForeign();
            if (await store.FindAsync(name, cancellationToken) is not { } row)
            {
                Drop(name);
                throw new ActivityException(FailureKind.Misconfigured, $"There is no connection '{name}'. Create it, or choose another one in the activity.");
            }

            var type = older ?? TypeOf(row.TypeKey);
            if (entry is null || entry.Row.Revision != row.Revision || entry.Connection.GetType() != type)
                entries[key] = entry = await MakeAsync(row, type);
            entry.CheckedAt = time.GetTimestamp();
            entry.Types = stamp;
            return entry;
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>Drops the clients of plugins that are gone, which would keep their code in memory.</summary>
    private void DropForeign()
    {
        foreach (var (key, _) in entries.Where(entry => !types.Has(entry.Value.Connection.GetType())))
            entries.TryRemove(key, out _);
    }

    private async Task<Entry> MakeAsync(ConnectionRow row, Type type)
    {
        if (PluginLoadContext.PluginOf(type) is not { } plugin)
            return Make(row, type);
        try
        {
            return await Task.Run(() => Make(row, type)).WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            throw new ActivityException(
                FailureKind.Misconfigured,
                $"The plugin {plugin.Name} ({plugin.Title}) did not make a client for connection '{row.Name}' within {Patience.TotalSeconds:0} s. Install a corrected version, or disable it.");
        }
    }

    private Entry Make(ConnectionRow row, Type type)
    {
        var connection = settings.Unprotect(type, row);
        var secrets = new SecretRedactor();
        foreach (var property in ConnectionSettings.Properties(type).Where(property => property.PropertyType == typeof(Secret)))
        {
            if (property.GetValue(connection) is Secret secret)
                secrets.AddSent(secret);
        }

        var logger = new RedactingLogger(loggers.CreateLogger($"ClarityConnect.Workflows.Connections.{row.Name}"), secrets);
        var watch = new ConnectionWatch(row.Name, alertAfter, metrics, time, logger);
        var plugin = PluginLoadContext.PluginOf(type);
        var http = ConnectionHttp.Create(
            new ConnectionHandler(row.Name, watch, metrics, time, random, logger), connection.AllowPrivateAddresses, plugin is null ? null : new ReachHandler(plugin, row.Name));
        var client = connection.CreateUntypedClient(new ConnectionContext(row.Name, http, time, logger)
        {
            Agents = agents,
            Nodes = () => node.LiveNodes,
            Secrets = new StoredSecrets(row.Name, row.TypeKey, store, settings, logger),
        });
        return new Entry(row, connection, client, http, watch, secrets) { CheckedAt = time.GetTimestamp() };
    }

    // The old client is not disposed: calls of it may be under way. Its idle sockets close by themselves.
    private void Drop(string name)
    {
        entries.TryRemove(name, out _);
        foreach (var key in entries.Keys.Where(key => key.StartsWith(name + "\n", StringComparison.OrdinalIgnoreCase)))
            entries.TryRemove(key, out _);
    }

    private static string KeyOf(string name, Type older) => $"{name}\n{PluginLoadContext.PluginOf(older)?.Version}";

    private sealed record Entry(ConnectionRow Row, Connection Connection, object Client, HttpClient Http, ConnectionWatch Watch, SecretRedactor Secrets)
    {
        public long CheckedAt { get; set; }

        /// <summary>The connection types that were known when it was checked last.</summary>
        public object? Types { get; set; }
    }
}
