using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using ClarityConnect.Workflows.IntegrationTests.Stores;
using ClarityConnect.Workflows.Persistence;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>Events that are published before, while and after somebody begins to wait for them, on a real database: none is lost, none is left over.</summary>
public sealed class LostResumeTests(PostgreSqlTables tables) : IClassFixture<PostgreSqlTables>
{
    private const int Instances = 1000;
    private const int EventsOfEach = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_instances_hear_each_of_their_events_once()
    {
        await using var empty = await tables.CreateAsync(TimeProvider.System);
        await using var harness = await WorkflowHarness.StartAsync(
            configure: services => services.AddClarityPersistence(new DatabaseOptions { ConnectionString = tables.ConnectionString }), cancellationToken: Token);
        await harness.PublishAsync(
            """
            {"definitionId":"listener","name":"Listener","root":{"id":"loop","type":"Elsa.For","version":1,"end":{"expression":{"type":"Literal","value":2}},
             "body":{"id":"hear","type":"Elsa.Event","version":1,"eventName":{"expression":{"type":"Literal","value":"go"}}}}}
            """,
            Token);

        // Half of the events are on their way before their instance exists; the others come while it begins, waits or works on an earlier one.
        var random = new Random(7);
        var early = Enumerable.Range(0, Instances).SelectMany(instance => Enumerable.Range(0, EventsOfEach).Select(number => (instance, number))).ToArray();
        random.Shuffle(early);
        var (before, after) = (early[..(early.Length / 2)], early[(early.Length / 2)..]);
        await Task.WhenAll(before.Select(PublishAsync));
        await Task.WhenAll(Enumerable.Range(0, Instances)
            .Select(instance => harness.Runtime.StartAsync(new StartRequest("listener") { CorrelationId = $"c{instance}" }, Token))
            .Concat<Task>(after.Select(PublishAsync)));

        await using var source = NpgsqlDataSource.Create(tables.ConnectionString);
        await Eventually.IsTrueAsync(
            async () => await CountAsync(source, $"select count(*) from instance_history where status = {(int)InstanceStatus.Finished}") == Instances, Token);
        (await CountAsync(source, "select count(*) from bookmarks")).ShouldBe(0);
        (await CountAsync(source, "select count(*) from work_items")).ShouldBe(0);
        (await CountAsync(source, "select count(*) from inbox where name = 'Elsa.Event' and state <> 3")).ShouldBe(0);

        Task PublishAsync((int Instance, int Number) sent) => harness.Runtime.PublishAsync(
            "Elsa.Event", "go", $"{sent.Instance}-{sent.Number}", "test", JsonElement.Parse("{}"), correlationId: $"c{sent.Instance}");
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
