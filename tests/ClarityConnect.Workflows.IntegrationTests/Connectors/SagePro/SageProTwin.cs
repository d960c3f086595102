using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Server.Hosting;
using ClarityConnect.Workflows.Simulators.SagePro;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>A simulated company in a database of its own, and the way to it.</summary>
internal sealed class SageProTwin : IAsyncDisposable
{
    public static readonly DateOnly Day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private SageProTwin(SageProSimulator simulator, SageProSettings settings) =>
        (Simulator, Settings, Database) = (simulator, settings, new SageProDatabase(settings, TimeProvider.System));

    public SageProSimulator Simulator { get; }

    public SageProSettings Settings { get; }

    public SageProDatabase Database { get; }

    public static async Task<SageProTwin> StartAsync(PostgresFixture postgres, CancellationToken ct, bool isFoxPro = false)
    {
        DatabaseDrivers.Register();
        var database = await postgres.CreateDatabaseAsync();
        var simulator = await SageProSimulator.StartAsync(new SageProCompanyOptions { ConnectionString = database, IsFoxPro = isFoxPro }, TimeProvider.System, ct);
        return new SageProTwin(simulator, new SageProSettings
        {
            Dialect = SageProDialect.PostgreSql,
            ConnectionString = database,
            Edition = isFoxPro ? SageProEdition.VisualFoxPro : SageProEdition.SqlServer,
            TableMap = SageProSimulator.TableMap,
        });
    }

    /// <summary>The fields of a connection that reaches the database straight.</summary>
    public JsonObject Fields => new()
    {
        ["dialect"] = "PostgreSql", ["database"] = Settings.ConnectionString, ["tableMap"] = Settings.TableMap, ["lookEverySeconds"] = 1, ["company"] = "01", ["customerPrefix"] = "H",
    };

    public static StagedBatch Journal(string reference, decimal amount = 1182.50m, string account = "4000-00") => new()
    {
        ExtRef = reference,
        Kind = BatchKind.Journal,
        DocDate = Day,
        Source = "HEARTLAND",
        Memo = "POS settlement",
        Lines =
        [
            new StagedLine { Account = "1210-00", Debit = amount, Memo = "VISA clearing" },
            new StagedLine { Account = account, Credit = amount - 82.50m, Memo = "Sales" },
            new StagedLine { Account = "2200-00", Credit = 82.50m, Memo = "Sales tax" },
        ],
    };

    public async Task<PostingState> DeliverAsync(StagedBatch batch, CancellationToken ct, string? order = null) => SageProJson.Read<PostingState>(
        (await Database.ExecuteAsync(SageProOperation.Deliver, SageProJson.Write(batch), order ?? Guid.NewGuid().ToString("N"), ct)).Result);

    public async Task<PostingState> StateAsync(string reference, CancellationToken ct) => SageProJson.Read<PostingState>(
        (await Database.ExecuteAsync(SageProOperation.State, SageProJson.Write(new { reference }), "", ct)).Result);

    public ValueTask DisposeAsync() => Simulator.DisposeAsync();
}
