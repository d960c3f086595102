using System.Threading.Channels;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Persistence.PostgreSql;
using ClarityConnect.Workflows.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

public sealed class PostgreSql_work_listener(PostgreSqlTables tables) : StoreSpec, IClassFixture<PostgreSqlTables>
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private ServiceProvider? _provider;

    [Fact]
    public async Task It_hears_of_work_that_nobody_holds_and_of_definitions()
    {
        await ListenAsync();

        await Store.IngestAsync([new Ingestion(Message(), [Start(leaseOwner: "node1")], true)], Token);
        await Stores.Definitions.SaveAsync(Version(), [Trigger()], [], Token);
        await HearAsync(PostgreSqlWorkListener.DefinitionsChannel);
        await Store.IngestAsync([new Ingestion(Message(), [Start()], true)], Token);
        await HearAsync(PostgreSqlWorkListener.WorkChannel);
    }

    [Fact]
    public async Task It_listens_again_after_its_connection_was_lost()
    {
        await ListenAsync();
        var source = _provider!.GetRequiredService<NpgsqlDataSource>();

        await source.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where query ~ '^listen' and datname = current_database()").ExecuteNonQueryAsync(Token);

        await HearAsync(PostgreSqlWorkListener.DefinitionsChannel);
        await HearAsync(PostgreSqlWorkListener.WorkChannel);
        await Stores.Definitions.RetractAsync("nothing", Token);
        await HearAsync(PostgreSqlWorkListener.DefinitionsChannel);
    }

    public override async ValueTask DisposeAsync()
    {
        await _provider!.GetRequiredService<PostgreSqlWorkListener>().StopAsync(CancellationToken.None);
        await base.DisposeAsync();
    }

    protected override async ValueTask<StoresUnderTest> CreateAsync(TimeProvider time)
    {
        _provider = await tables.CreateAsync(TimeProvider.System);
        return DatabaseStores.Of(_provider);
    }

    private async Task ListenAsync()
    {
        var listener = _provider!.GetRequiredService<PostgreSqlWorkListener>();
        listener.Heard += channel => _heard.Writer.TryWrite(channel);
        await listener.StartAsync(Token);
        await HearAsync(PostgreSqlWorkListener.DefinitionsChannel);
        await HearAsync(PostgreSqlWorkListener.WorkChannel);
    }

    private async Task HearAsync(string channel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        (await _heard.Reader.ReadAsync(patience.Token)).ShouldBe(channel);
    }
}
