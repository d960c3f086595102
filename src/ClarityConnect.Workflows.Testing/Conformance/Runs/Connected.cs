using System.Text.Json;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>A connection with its client, made without a server: nothing repeats a call, redacts a text or classifies a failure in the connector's place.</summary>
internal sealed class Connected : IDisposable
{
    private readonly HttpClient http;

    public Connected(Type type, object fields, TimeProvider time, TimeSpan? timeout = null)
    {
        Connection = (Connection)(JsonSerializer.SerializeToNode(fields, WorkflowJson.Options).Deserialize(type, WorkflowJson.Options)
            ?? throw new ConformanceException($"The fields given for {type.Name} are no object."));
        Secrets = new KnownSecrets(Connection);
        http = new HttpClient(GuardedHttp.CreateHandler(Connection.AllowPrivateAddresses)) { Timeout = timeout ?? TimeSpan.FromSeconds(100) };
        Client = Connection.CreateUntypedClient(new ConnectionContext("conformance", http, time, Log));
    }

    public ConformanceLog Log { get; } = new();

    public Connection Connection { get; }

    public object Client { get; }

    public KnownSecrets Secrets { get; }

    public void Dispose() => http.Dispose();
}
